import type { BrowserCheck, Mutant } from '../mutant.ts'

const app = 'examples/kinde'
const route = `${app}/app/api/auth/[kindeAuth]/route.ts`

const inTokens = (test: string): BrowserCheck => ({
  example: 'kinde',
  file: 'providers/kinde/token-faults.spec.ts',
  test,
})

const inRoute = (test: string): BrowserCheck => ({
  example: 'kinde',
  file: 'providers/kinde/route-faults.spec.ts',
  test,
})

/** What Kinde's SDK gets wrong, each without the starter's fix. */
export const kinde: readonly Mutant[] = [
  {
    name: 'kinde: the SDK’s user is trusted',
    means: 'A copy of the cookies acts as that user forever, with new InsForge tokens.',
    file: `${app}/auth/session.ts`,
    find: '  if (!access || !id || access.sub !== id.sub) return null\n',
    replace: `  const user = await getKindeServerSession().getUser()
  if (!access || !id) return user && { id: user.id, name: user.id, email: undefined }
`,
    check: inTokens('an expired access_token that cannot be renewed is rejected'),
  },
  {
    name: 'kinde: an expired ID token is accepted',
    means: 'A user who was deleted in Kinde stays signed in for as long as another token lives.',
    file: `${app}/auth/session.ts`,
    find: 'Promise.all([getAccessToken(), getIdToken()])',
    replace: 'Promise.all([getAccessToken(), getAccessToken() as ReturnType<typeof getIdToken>])',
    check: inTokens('an expired id_token that cannot be renewed is rejected'),
  },
  {
    name: 'kinde: tokens of two users make one session',
    means: 'Another user’s token, put into one’s own session, shows that user’s data.',
    file: `${app}/auth/session.ts`,
    find: ' || access.sub !== id.sub)',
    replace: ')',
    check: inTokens('tokens of two users are rejected'),
  },
  {
    name: 'kinde: tokens for another application are accepted',
    means: 'Another application of the same business can act as any of its users here.',
    file: `${app}/auth/session.ts`,
    find: '  if (access.azp !== KINDE_CLIENT_ID || id.azp !== KINDE_CLIENT_ID) return null\n',
    replace: '  if (!KINDE_CLIENT_ID) return null\n',
    check: inTokens('that Kinde gave to another application is rejected'),
  },
  {
    name: 'kinde: the user is not checked after the callback',
    means: 'A sign-in with rejected tokens is restarted in an endless loop.',
    file: route,
    find: ' && (await getUser()) !== null',
    replace: '',
    check: inTokens('for another application fails with advice'),
  },
  {
    name: 'kinde: renewed tokens are not kept',
    means: 'Every request renews the session, until Kinde rejects the old refresh token.',
    file: `${app}/proxy.ts`,
    find: '  for (const cookie of fresh) answer.cookies.set(cookie)\n',
    replace: '',
    check: inTokens('an expired id_token is renewed without a word'),
  },
  {
    name: 'kinde: refreshes for signed-out visitors',
    means: 'Every signed-out visitor costs a request to Kinde, which fails.',
    file: `${app}/proxy.ts`,
    find: "cookies.has('refresh_token') && ",
    replace: '',
    check: inRoute('a visitor costs Kinde no request'),
  },
  {
    name: 'kinde: the return URL is not checked when a sign-in starts',
    means: 'A link to our sign-in page leads to another site after signing in.',
    file: route,
    find: 'safeReturnTo(request.nextUrl.searchParams.get(RETURN_TO))',
    replace: "request.nextUrl.searchParams.get(RETURN_TO) ?? '/'",
    check: inRoute('Kinde is told nothing of an address but where to come back to'),
  },
  {
    name: 'kinde: the return URL is not checked when a sign-in ends',
    means: 'A planted cookie sends the user to another site after signing in.',
    file: route,
    find: 'safeReturnTo(jar.get(RETURN_TO)?.value)',
    replace: "jar.get(RETURN_TO)?.value ?? '/'",
    check: inRoute('a sign-in ends at home with the cookies'),
  },
  {
    name: 'kinde: a URL is passed on unchanged',
    means: 'A link to our sign-in page chooses the organization, the scopes and more.',
    file: route,
    find: '  url.search = new URLSearchParams(query).toString()\n',
    replace:
      "  url.search = request.nextUrl.search\n  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)\n  url.searchParams.delete('state')\n",
    check: inRoute('Kinde is told nothing of an address but where to come back to'),
  },
  {
    name: 'kinde: an error starts the sign-in again',
    means: 'A user whom Kinde rejects is redirected back and forth until the browser gives up.',
    file: route,
    find: "  if (error) return redirectTo('/sign-in-error')\n",
    replace: '  if (error) return askSdk(request, context, { error })\n',
    check: inRoute('a refused sign-in is not started again'),
  },
  {
    name: 'kinde: the state of an earlier sign-in is reused',
    means: 'A cookie that anyone can plant blocks sign-in, or reveals its state.',
    file: route,
    find: "  jar.set('ac-state-key', crypto.randomUUID())\n",
    replace: "  jar.has('ac-state-key')\n",
    check: inRoute('a planted state does not prevent a sign-in'),
  },
  {
    name: 'kinde: any client secret is accepted',
    means: 'With a malformed secret, Kinde’s SDK shows it to visitors.',
    file: `${app}/auth/env.ts`,
    find: '/^[a-zA-Z0-9]{40,60}$/',
    replace: '/./',
    check: inRoute('a malformed client secret is named when the app starts'),
  },
  {
    name: 'kinde: a session is renewed before it ends',
    means: 'Signing out leaves fresh tokens behind.',
    file: `${app}/proxy.ts`,
    find: " && !nextUrl.pathname.startsWith('/api/auth/')",
    replace: '',
    check: inRoute('an expired session can be signed out of'),
  },
  {
    name: 'kinde: every endpoint of the SDK answers',
    means: 'Any script on the page can read the tokens.',
    file: route,
    find: "new Response('Page not found', { status: 404 })",
    replace: 'handleAuth()(request, context)',
    check: inRoute('no script of the page gets a token'),
  },
  {
    name: 'kinde: the emulator accepts a refresh token only once',
    means: 'Tabs that open together sign users out here, and not with Kinde.',
    file: 'packages/local/src/providers/kinde/settings.ts',
    find: 'refreshGraceSeconds: 60,',
    replace: 'refreshGraceSeconds: 0,',
    check: inTokens('all requests get through while Kinde takes a refresh token twice'),
  },
]
