import type { ExpectedAnswer, ProviderPages } from '../../src/providers/provider.ts'
import { readsOnServer } from '../../src/providers/reads-on-server.ts'
import { enterBy, signInPages } from '../../src/providers/sign-in-page.ts'

/** Routes of the SDK that the app does not use and must not answer. */
const unused = [
  '/auth/access-token',
  '/auth/backchannel-logout',
  '/auth/connect',
  '/auth/mfa/authenticators',
  '/auth/passkey/register',
  '/auth/passwordless/start',
  '/me/v1/connected-accounts',
  '/my-org/details',
]

const notFound: ExpectedAnswer = { status: 404, shows: 'Page not found' }

export { session } from './driver-session.ts'

export const pages: ProviderPages = {
  ...signInPages,
  enter: enterBy('/auth/login'),
  ...readsOnServer,
  signOut: [{ role: 'link', name: 'Sign out' }],
  userId: /^auth0\|[0-9a-f]{24}$/,
  routes: ({ appUrl, emulatorUrl }) => ({
    '/auth/login': { status: 307, location: `${emulatorUrl}/authorize?` },
    '/auth/callback': { status: 307, location: `${appUrl}/sign-in-error` },
    '/auth/profile': { status: 401 },
    ...Object.fromEntries(unused.map((path) => [path, notFound])),
    // The last one, because a browser that goes through all of them has no session after it.
    '/auth/logout': { status: 307, location: `${emulatorUrl}/oidc/logout?` },
  }),
  signInPath: (returnTo) => `/auth/login?${new URLSearchParams({ returnTo })}`,
  starts: ['/auth/login'],
  returnTo: 'returnTo',
  callback: '/auth/callback',
  signInFailed: '/sign-in-error',
  reachedBy: (scheme) => ({ env: { APP_BASE_URL: `${scheme}://localhost` }, headers: {} }),
}
