import type { Theme } from '../../emulator/pages/theme.ts'

/** A grey for Kinde's black, which would not be seen in the dark, and links that can be told from text. */
export const kindeTheme: Theme = {
  service: 'Kinde',
  accent: '#6b7280',
  linkLight: '#1d4ed8',
  linkDark: '#93b4ff',
}
