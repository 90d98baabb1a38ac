import type { Mutant } from '../mutant.ts'

const domain = 'examples/auth0/auth/domain.ts'
const requests = 'examples/auth0/auth/requests.ts'
const client = 'examples/auth0/lib/auth0.ts'

const inDomain = (test: string) => ({
  package: 'examples/auth0',
  file: 'test/auth/domain.test.ts',
  test,
})
const inBrowser = (file: string, test: string) => ({ example: 'auth0', file, test })

/** What the Auth0 starter corrects in its SDK. */
export const auth0: readonly Mutant[] = [
  {
    name: 'auth0: hosts that start with localhost count as this machine',
    means: 'The owner of such a host name decides who is signed in.',
    file: domain,
    find: 'LOOPBACK.includes(new URL(url).hostname)',
    replace: 'LOOPBACK.some((name) => new URL(url).hostname.startsWith(name))',
    check: inDomain('never at http://localhost.evil.test'),
  },
  {
    name: 'auth0: a deployed app may do without TLS',
    means: 'A deployed app trusts whatever answers on a port of its machine.',
    file: domain,
    find: ' && isLoopback(appBaseUrl)',
    replace: '',
    check: inDomain('never by an app at https://app.example'),
  },
  {
    name: 'auth0: cookies of any header reach the SDK',
    means: 'A cookie that Auth0 never set causes a 500 on every page.',
    file: requests,
    find: "part.length === 1 && (part !== '0' || value.startsWith(HEADER))",
    replace: 'part.length === 1',
    check: inBrowser('suite/forged-session.spec.ts', 'a header of another algorithm'),
  },
  {
    name: 'auth0: the SDK answers all of its routes',
    means: 'Anyone can make Auth0 send emails, and scripts can get access tokens.',
    file: requests,
    find: '!ROUTES.includes(pathname)',
    replace: 'false',
    check: inBrowser('providers/auth0/requests.spec.ts', 'does not use answer no one'),
  },
  {
    name: 'auth0: the query of a link is passed on to Auth0',
    means: 'A link decides what the app asks Auth0 for.',
    file: requests,
    find: 'url.search = chosen.toString()',
    replace: 'url.search = request.nextUrl.search',
    check: inBrowser('providers/auth0/requests.spec.ts', 'of a link only the return URL'),
  },
  {
    name: 'auth0: the profile has every claim',
    means: 'What the Action tells the server can be read in the browser.',
    file: client,
    find: '{ ...filterDefaultIdTokenClaims(session.user), sub: session.user.sub }',
    replace: 'session.user',
    check: inBrowser('providers/auth0/requests.spec.ts', 'the chosen claims'),
  },
  {
    name: 'auth0: every request renews the session',
    means: 'A response that arrives after sign-out signs the user in again.',
    file: client,
    find: ', beforeSessionRolled: isVisit',
    replace: '',
    check: inBrowser('providers/auth0/requests.spec.ts', 'renews the session'),
  },
]
