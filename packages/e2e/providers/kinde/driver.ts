import type { ProviderPages } from '../../src/providers/provider.ts'
import { readsOnServer } from '../../src/providers/reads-on-server.ts'
import { enterBy, signInPages } from '../../src/providers/sign-in-page.ts'

const notFound = { status: 404, shows: 'Page not found' }

export { session } from './driver-session.ts'

export const pages: ProviderPages = {
  ...signInPages,
  enter: enterBy('/api/auth/login'),
  ...readsOnServer,
  signOut: [{ role: 'link', name: 'Sign out' }],
  userId: /^kp_[0-9a-f]{32}$/,
  routes: ({ appUrl, emulatorUrl }) => ({
    '/api/auth/login': { status: 307, location: `${emulatorUrl}/oauth2/auth?` },
    '/api/auth/register': { status: 307, location: `${emulatorUrl}/oauth2/auth?` },
    '/api/auth/logout': { status: 307, location: `${emulatorUrl}/logout?` },
    '/api/auth/kinde_callback': { status: 307, location: `${appUrl}/sign-in-error` },
    // Those of the SDK that the app does not need, and such as are names in every object.
    '/api/auth/setup': notFound,
    '/api/auth/health': notFound,
    '/api/auth/portal': notFound,
    '/api/auth/create_org': notFound,
    '/api/auth/end_session': notFound,
    '/api/auth/constructor': notFound,
    '/api/auth/[kindeAuth]': notFound,
  }),
  signInPath: (returnTo) =>
    `/api/auth/login?${new URLSearchParams({ post_login_redirect_url: returnTo })}`,
  starts: ['/api/auth/login', '/api/auth/register'],
  returnTo: 'post_login_redirect_url',
  callback: '/api/auth/kinde_callback',
  signInFailed: '/sign-in-error',
  reachedBy: (scheme) => {
    const url = `${scheme}://localhost`
    return { env: { KINDE_SITE_URL: url, KINDE_POST_LOGOUT_REDIRECT_URL: url }, headers: {} }
  },
}
