import type { Theme } from '../../emulator/pages/theme.ts'

/** Kinde's black, and links that can be told from text. */
export const kindeTheme: Theme = {
  service: 'Kinde',
  accent: '#4b5563',
  linkLight: '#1d4ed8',
  linkDark: '#93b4ff',
}
