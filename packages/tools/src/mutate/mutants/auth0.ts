import { browser, type MutantTable, unit } from '../mutant.ts'

const domain = unit('examples/auth0', 'test/auth/domain.test.ts')
const forgedSession = browser('auth0', 'suite/forged-session.spec.ts')
const requests = browser('auth0', 'providers/auth0/requests.spec.ts')
const sideBySide = browser('auth0', 'suite/provider-faults.spec.ts')
const signInFaults = browser('auth0', 'providers/auth0/sign-in-faults.spec.ts')
const visits = browser('auth0', 'suite/visits.spec.ts')
const profile = browser('auth0', 'providers/auth0/requests.spec.ts')

/** What the Auth0 starter corrects in its SDK. */
export const mutants: MutantTable = {
  'packages/shared/starter/lib/env.ts': {
    'auth0: hosts that start with localhost count as this machine': [
      'The owner of such a host name decides who is signed in.',
      "['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname)",
      "['localhost', '127.0.0.1', '[::1]'].some((name) => new URL(url).hostname.startsWith(name))",
      domain('never at http://localhost.evil.test'),
    ],
  },
  'examples/auth0/auth/env.ts': {
    'auth0: a deployed app may do without TLS': [
      'A deployed app trusts whatever answers on a port of its machine.',
      ' && isLoopback(appBaseUrl) →',
      domain('never by an app at https://app.example'),
    ],
  },
  'examples/auth0/auth/requests.ts': {
    'auth0: cookies of any header reach the SDK': [
      'A cookie that Auth0 never set causes a 500 on every page.',
      "part.length === 1 && (part !== '0' || value.startsWith(HEADER)) → part.length === 1",
      forgedSession('a header of another algorithm'),
    ],
    'auth0: the SDK answers all of its routes': [
      'Anyone can make Auth0 send emails, and scripts can get access tokens.',
      '!ROUTES.includes(pathname) → false',
      requests('does not use answer no one'),
    ],
    'auth0: the query of a link is passed on to Auth0': [
      'A link decides what the app asks Auth0 for.',
      'url.search = chosen.toString() → url.search = request.nextUrl.search',
      requests('of a link only the return URL'),
    ],
  },
  'examples/auth0/lib/auth0.ts': {
    'auth0: the profile has every claim': [
      'What the Action tells the server can be read in the browser.',
      '{ ...filterDefaultIdTokenClaims(session.user), sub: session.user.sub } → session.user',
      profile('the chosen claims'),
    ],
    'auth0: claims of any size are kept': [
      'A user of whom the Action says much gets a 431 from every page after the sign-in.',
      'length <= MAX_CLAIMS → length >= 0',
      signInFaults('an Action that says too much for cookies signs in without it'),
    ],
    'auth0: a used refresh token comes back': [
      'An answer that only moves the end of the session brings the token back, and Auth0 ends them all.',
      'rolling: false → rolling: true',
      requests('asked once in ten minutes'),
    ],
  },
  'examples/auth0/auth/renewal.ts': {
    'auth0: a session is trusted for as long as its cookie lives': [
      'A user who was blocked or deleted at Auth0 goes on for days.',
      'Date.now() - Number(confirmedAt) < 10 * MINUTE → confirmedAt !== null',
      requests('is blocked at Auth0 loses reads and writes'),
    ],
    'auth0: requests side by side use one refresh token each': [
      'Auth0 takes it for stolen, and the user is signed out.',
      '  if (known) return known\n →',
      sideBySide('requests side by side with an expired token sign no user out'),
    ],
    'auth0: a session that Auth0 has ended stays in the browser': [
      'Auth0 is asked again for each request of a user who is signed out.',
      "['invalid_grant', 'unauthorized'] → ['none']",
      requests('has no session left at Auth0 loses reads and writes'),
    ],
  },
  'examples/auth0/proxy.ts': {
    'auth0: a link on another site signs users out': [
      'A page that a user visits, or an image in it, ends their session here.',
      "pathname === '/auth/logout' && isFromElsewhere(request)",
      "pathname === '/auth/logout' && isFromElsewhere(request) && !request.cookies.size",
      visits('a link on another site signs no user out'),
    ],
    'auth0: a prefetch starts a sign-in': [
      'Forty restored tabs, or one page of links, fill a browser with cookies of sign-ins.',
      '  if (!isVisit(request)) return new NextResponse(null, { status: 204 })\n →',
      visits('a prefetch of Next starts and ends nothing'),
    ],
  },
}
