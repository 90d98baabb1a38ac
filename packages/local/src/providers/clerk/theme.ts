import type { Theme } from '../../emulator/pages/theme.ts'

/** Clerk's violet, and shades of it that can be read as text. */
export const clerkTheme: Theme = {
  service: 'Clerk',
  accent: '#6c47ff',
  linkLight: '#5b36e8',
  linkDark: '#b3a0ff',
}
