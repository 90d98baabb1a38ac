import type { Theme } from '../../emulator/pages/theme.ts'

/** A grey, as Kinde's own pages have no colour, and links that can be told from text. */
export const kindeTheme: Theme = {
  service: 'Kinde',
  accent: '#6b7280',
  linkLight: '#1d4ed8',
  linkDark: '#93b4ff',
}
