import type { SdkAction } from '../../src/providers/provider.ts'

const evil = 'https://evil.example/'

/**
 * The Server Actions of WorkOS's SDK that `AuthKitProvider` brings into the build, called with what
 * they should not trust. Two lead wherever they are told to. That is no open redirect, because only
 * a page of the app itself can call them.
 */
export const workosActions: Readonly<Record<string, SdkAction>> = {
  checkSessionAction: {
    args: [],
    signedOut: () => ({ status: 200, shows: 'true' }),
    signedIn: () => ({ status: 200, shows: 'true' }),
  },
  getAuthAction: {
    args: [{ ensureSignedIn: true }],
    signedOut: () => ({ status: 200, shows: '"user":null' }),
    signedIn: () => ({ status: 200, shows: '"user":{' }),
  },
  refreshAuthAction: {
    args: [{ ensureSignedIn: true }],
    signedOut: () => ({ status: 200, shows: '"user":null' }),
    signedIn: () => ({ status: 200, shows: '"user":{' }),
  },
  handleSignOutAction: {
    args: [{ returnTo: evil }],
    signedOut: () => ({ status: 200, location: evil }),
    signedIn: ({ emulatorUrl }) => ({
      status: 200,
      location: `${emulatorUrl}/user_management/sessions/logout?`,
    }),
  },
  switchToOrganizationAction: {
    args: ['org_of_nobody', { returnTo: evil }],
    signedOut: ({ emulatorUrl }) => ({
      status: 200,
      location: `${emulatorUrl}/user_management/authorize?`,
    }),
  },
}
