import type { Theme } from '../../emulator/pages/theme.ts'

/** WorkOS's blue-violet, and shades of it that can be read as text. */
export const workosTheme: Theme = {
  service: 'WorkOS AuthKit',
  accent: '#6363f1',
  linkLight: '#4f4fd6',
  linkDark: '#a9a9ff',
}
