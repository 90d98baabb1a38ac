import type { ProviderPages } from '../../src/providers/provider.ts'
import { readsOnServer } from '../../src/providers/reads-on-server.ts'
import { enterBy, signInPages } from '../../src/providers/sign-in-page.ts'

export { session } from './driver-session.ts'

export const pages: ProviderPages = {
  ...signInPages,
  enter: enterBy('/login'),
  ...readsOnServer,
  signOut: [{ role: 'button', name: 'Sign out' }],
  userId: /^user_[0-9A-Z]{26}$/,
  routes: ({ appUrl, emulatorUrl }) => ({
    '/login': { status: 307, location: `${emulatorUrl}/user_management/authorize?` },
    '/callback': { status: 307, location: `${appUrl}/sign-in-error` },
  }),
  signInPath: (returnTo) => `/login?${new URLSearchParams({ returnTo })}`,
  starts: ['/login'],
  returnTo: 'returnTo',
  callback: '/callback',
  signInFailed: '/sign-in-error',
  reachedBy: (scheme) => ({
    env: { NEXT_PUBLIC_WORKOS_REDIRECT_URI: `${scheme}://localhost/callback` },
    headers: {},
  }),
}
