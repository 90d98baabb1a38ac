import { browser, type MutantTable } from '../mutant.ts'

const tokenFaults = browser('kinde', 'providers/kinde/token-faults.spec.ts')
const callback = browser('kinde', 'suite/callback.spec.ts')
const visits = browser('kinde', 'suite/visits.spec.ts')
const providerFaults = browser('kinde', 'suite/provider-faults.spec.ts')
const routeFaults = browser('kinde', 'providers/kinde/route-faults.spec.ts')

/** What Kinde's SDK gets wrong, each without the starter's fix. */
export const mutants: MutantTable = {
  'examples/kinde/auth/session.ts': {
    'kinde: the SDK’s user is trusted': [
      'A copy of the cookies acts as that user forever, with new InsForge tokens.',
      '  if (!access || !id || access.sub !== id.sub || !isRecent(access)) return null\n',
      '  const user = await getKindeServerSession().getUser()\n  if (!access || !id) return user && { id: user.id, name: user.id, email: undefined }\n',
      tokenFaults('an expired access_token that cannot be renewed is rejected'),
    ],
    'kinde: an expired ID token is accepted': [
      'A user who was deleted in Kinde stays signed in for as long as another token lives.',
      'Promise.all([getAccessToken(), getIdToken()])',
      'Promise.all([getAccessToken(), getAccessToken() as ReturnType<typeof getIdToken>])',
      tokenFaults('an expired id_token that cannot be renewed is rejected'),
    ],
    'kinde: tokens of two users make one session': [
      'Another user’s token, put into one’s own session, shows that user’s data.',
      ' || access.sub !== id.sub →',
      tokenFaults('tokens of two users are rejected'),
    ],
    'kinde: tokens count for as long as they live': [
      'A user who was deleted at Kinde goes on for a day.',
      'Date.now() / 1000 - Number(iat) < 600 → iat !== undefined',
      tokenFaults('an access token of eleven minutes ago that cannot be renewed is rejected'),
    ],
    'kinde: tokens for another application are accepted': [
      'Another application of the same business can act as any of its users here.',
      '  if (access.azp !== KINDE_CLIENT_ID || id.azp !== KINDE_CLIENT_ID) return null\n',
      '  if (!KINDE_CLIENT_ID) return null\n',
      tokenFaults('that Kinde gave to another application is rejected'),
    ],
  },
  'examples/kinde/app/api/auth/[kindeAuth]/route.ts': {
    'kinde: the user is not checked after the callback': [
      'A sign-in with rejected tokens is restarted in an endless loop.',
      'if (await getUser()) return redirectTo(returnTo) → return redirectTo(returnTo)',
      tokenFaults('for another application fails with advice'),
    ],
    'kinde: the return URL is not checked when a sign-in starts': [
      'A link to our sign-in page leads to another site after signing in.',
      'safeReturnTo(request.nextUrl.searchParams.get(RETURN_TO), AUTH_ROUTES)',
      "request.nextUrl.searchParams.get(RETURN_TO) ?? '/'",
      routeFaults('Kinde is told nothing of an address but where to come back to'),
    ],
    'kinde: the return URL is not checked when a sign-in ends': [
      'A planted cookie sends the user to another site after signing in.',
      "safeReturnTo(jar.get(RETURN_TO)?.value, AUTH_ROUTES) → jar.get(RETURN_TO)?.value ?? '/'",
      routeFaults('a sign-in ends at home with the cookies'),
    ],
    'kinde: the code of another sign-in is accepted': [
      'Anyone who has a user’s unused code, as from a log, is signed in as that user.',
      'if (!nonce || (await idTokenNonce()) !== nonce) → if ((await idTokenNonce()) === undefined)',
      callback('the code of another user’s sign-in signs no user in'),
    ],
    'kinde: the tokens of another sign-in stay': [
      'The sign-in is refused, and the next page is that of the other user.',
      '  for (const { name } of await tokenCookies()) jar.delete(name)\n →',
      callback('the code of another user’s sign-in signs no user in'),
    ],
    'kinde: tokens of any size are kept': [
      'A user with many permissions gets a 431 from every page after the sign-in.',
      'if (length > MAX_LENGTH) → if (length < 0)',
      providerFaults('a session that is too large for cookies ends on a page that tells why'),
    ],
    'kinde: a link on another site signs users out': [
      'A page that a user visits, or an image in it, ends their session here.',
      "isFromElsewhere(request) ? redirectTo('/') : askSdk(request, context) → askSdk(request, context)",
      visits('a link on another site signs no user out'),
    ],
    'kinde: a URL is passed on unchanged': [
      'A link to our sign-in page chooses the organization, the scopes and more.',
      '  url.search = new URLSearchParams(query).toString()\n',
      "  url.search = request.nextUrl.search\n  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)\n  url.searchParams.delete('state')\n",
      routeFaults('Kinde is told nothing of an address but where to come back to'),
    ],
    'kinde: an error starts the sign-in again': [
      'A user whom Kinde rejects is redirected back and forth until the browser gives up.',
      "  if (error) return redirectTo(signInError(oauthError(error) ?? 'another error'))\n",
      '  if (error) return askSdk(request, context, { error })\n',
      routeFaults('a refused sign-in is not started again'),
    ],
    'kinde: the state of an earlier sign-in is reused': [
      'A cookie that anyone can plant blocks sign-in, or reveals its state.',
      "  jar.set('ac-state-key', crypto.randomUUID())\n →   jar.has('ac-state-key')\n",
      routeFaults('a planted state does not prevent a sign-in'),
    ],
    'kinde: every endpoint of the SDK answers': [
      'Any script on the page can read the tokens.',
      "new Response('Page not found', { status: 404 }) → handleAuth()(request, context)",
      routeFaults('no script of the page gets a token'),
    ],
  },
  'examples/kinde/proxy.ts': {
    'kinde: renewed tokens are not kept': [
      'Every request renews the session, until Kinde rejects the old refresh token.',
      '  for (const cookie of fresh) answer.cookies.set(cookie)\n →',
      tokenFaults('an expired id_token is renewed without a word'),
    ],
    'kinde: refreshes for signed-out visitors': [
      'Every signed-out visitor costs a request to Kinde, which fails.',
      "cookies.has('refresh_token') &&  →",
      routeFaults('a visitor costs Kinde no request'),
    ],
    'kinde: a session is renewed before it ends': [
      'Signing out leaves fresh tokens behind.',
      " && !nextUrl.pathname.startsWith('/api/auth/') →",
      routeFaults('an expired session can be signed out of'),
    ],
  },
  'examples/kinde/auth/env.ts': {
    'kinde: any client secret is accepted': [
      'With a malformed secret, Kinde’s SDK shows it to visitors.',
      '/^[a-zA-Z0-9]{40,60}$/ → /./',
      routeFaults('a malformed client secret is named when the app starts'),
    ],
  },
  'packages/local/src/providers/kinde/settings.ts': {
    'kinde: the emulator accepts a refresh token only once': [
      'Tabs that open together sign users out here, and not with Kinde.',
      'refreshGraceSeconds: 60, → refreshGraceSeconds: 0,',
      tokenFaults('all requests get through while Kinde takes a refresh token twice'),
    ],
  },
}
