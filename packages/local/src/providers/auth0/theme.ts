import type { Theme } from '../../emulator/pages/theme.ts'

/** Auth0's orange, as dark as white text on it needs. */
export const auth0Theme: Theme = {
  service: 'Auth0',
  accent: '#c2410c',
  linkLight: '#b23a0a',
  linkDark: '#ffb08a',
}
