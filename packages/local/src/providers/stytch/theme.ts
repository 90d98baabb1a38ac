import type { Theme } from '../../emulator/pages/theme.ts'

/** Stytch's teal, and shades of it that can be read as text. */
export const stytchTheme: Theme = {
  service: 'Stytch',
  accent: '#107a84',
  linkLight: '#0b6470',
  linkDark: '#7fd8e4',
}
