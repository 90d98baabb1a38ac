import type { BrowserCheck, Mutant } from '../mutant.ts'

const app = 'examples/stytch'
const session = `${app}/auth/stytch-session.ts`
const link = `${app}/app/authenticate/page.tsx`
const form = `${app}/app/login/login-form.tsx`

const inBrowser =
  (file: string) =>
  (test: string): BrowserCheck => ({ example: 'stytch', file: `providers/stytch/${file}`, test })

const inSuite =
  (file: string) =>
  (test: string): BrowserCheck => ({ example: 'stytch', file: `suite/${file}`, test })

const inSessions = inBrowser('session-faults.spec.ts')
const inLinks = inBrowser('links.spec.ts')
const inCodes = inBrowser('codes.spec.ts')
const inUnits = (file: string) => (test: string) => ({
  package: 'examples/stytch',
  file: `test/auth/${file}`,
  test,
})
const inAddress = inUnits('stytch-address.test.ts')

/** The Stytch starter: sessions that scripts can read, and links that anyone can open. */
export const stytch: readonly Mutant[] = [
  {
    name: 'stytch: a JWT is trusted until it expires',
    means: 'A revoked session lasts for five more minutes.',
    file: session,
    find: '{ max_token_age_seconds: maxAge }',
    replace: '{}',
    check: inSessions('goes on for as long as the README says'),
  },
  {
    name: 'stytch: a session is trusted for longer than the README says',
    means: 'A user whose session was revoked can read and write for minutes, undocumented.',
    file: session,
    find: 'const REVOCATION_SECONDS = 60',
    replace: 'const REVOCATION_SECONDS = 120',
    check: inSessions('goes on for as long as the README says'),
  },
  {
    name: 'stytch: every page waits for Stytch',
    means: 'Every page is as slow as Stytch, and fails when Stytch does.',
    file: session,
    find: 'await verify(jwt, REVOCATION_SECONDS)',
    replace: 'null as FoundSession | null',
    check: inSessions('neither a page nor an action waits for Stytch'),
  },
  {
    name: 'stytch: a renewed JWT is not kept',
    means: 'From the second minute on, every page sends two requests to Stytch.',
    file: `${app}/proxy.ts`,
    find: 'if (!found?.renewedJwt) return',
    replace: "if (!found?.renewedJwt || headers.has('cookie')) return",
    check: inSessions('with an old JWT a page and an action ask Stytch once'),
  },
  {
    name: 'stytch: the user is read from an unverified JWT',
    means: 'Anyone who writes another id into the cookie reads and writes as that user.',
    file: session,
    find: 'stytch().sessions.authenticateJwtLocal({ session_jwt: jwt, ...age })',
    replace: `Promise.resolve(JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString())).then(
    (claims) => ({ ...claims['https://stytch.com/session'], user_id: claims.sub, ...age }),
  )`,
    check: inSessions('comes from the session that was verified'),
  },
  {
    name: 'stytch: a JWT alone is a session',
    means: 'Signing out leaves a token behind that goes on working.',
    file: session,
    find: '  if (!token) return null\n',
    replace: '  if (!token) return verify(jwt)\n',
    check: inSessions('a JWT without the session’s token is rejected'),
  },
  {
    name: 'stytch: the sign-in page trusts the browser’s cached session',
    means: 'A user whose session has ended is redirected back and forth between two pages.',
    file: form,
    find: '  useEffect(() => rememberReturnTo(returnTo), [returnTo])\n',
    replace: `  useEffect(() => {
    rememberReturnTo(returnTo)
    if (document.cookie.includes('stytch_session=')) window.location.replace(returnTo)
  }, [returnTo])
`,
    check: inSessions('a session that is revoked ends at the sign-in at once, and stays there'),
  },
  {
    name: 'stytch: links and codes in one form',
    means: 'Sign-in is impossible: Stytch’s form stays empty in production.',
    file: form,
    find: '      products: [Products.emailMagicLinks],\n',
    replace: `      products: [Products.emailMagicLinks, Products.otp],
      otpOptions: { methods: [OTPMethods.Email], expirationMinutes: 5 },
`,
    check: inCodes('the form for links, the form for codes and the code’s own are whole'),
  },
  {
    name: 'stytch: the code screen frames Stytch’s site',
    means:
      'Sign-in loads a page of another site, or the browser’s console reports that it may not.',
    file: `${app}/auth/stytch-address.ts`,
    find: "'about:blank'",
    replace: "'https://js.stytch.com/clientside-services/index.html'",
    check: inCodes('the code’s form frames no page of Stytch’s, and nothing is blocked'),
  },
  {
    name: 'stytch: a link is used as often as React runs effects',
    means: 'In development a link signs in and then reports that it was already used.',
    file: link,
    find: `    // React's Strict Mode runs effects twice.
    if (token.current !== undefined) return
    const link = stytch.parseAuthenticateUrl()
    token.current = link?.token ?? ''
    // Neither the history nor a reload has the token anymore.
    window.history.replaceState(null, '', window.location.pathname)
`,
    replace: `    const link = stytch.parseAuthenticateUrl()
    token.current = link?.token ?? ''
`,
    check: inBrowser('link-faults.spec.ts')('a link is used once'),
  },
  {
    name: 'stytch: a link’s token stays in the URL',
    means: 'The token is in the history and in the referrer that the browser sends to other sites.',
    file: link,
    find: "    window.history.replaceState(null, '', window.location.pathname)\n",
    replace: '',
    check: inLinks('token stays neither in the address nor in the history'),
  },
  {
    name: 'stytch: a link signs in over another user’s session',
    means: 'A link from another person makes you write into their list without noticing.',
    file: link,
    find: '      if (signedIn !== undefined) return setState({ asks: signedIn })\n',
    replace: '      if (signedIn === token.current) return\n',
    check: inLinks('signs no user in before it is asked to'),
  },
  {
    name: 'stytch: the link page trusts the browser’s cached session',
    means: 'A user whose session has ended is told that someone is signed in.',
    file: `${app}/app/authenticate/signed-in-as.ts`,
    find: '    await stytch.session.authenticate()\n',
    replace: '    stytch.session.getInfo()\n',
    check: inLinks('asks nothing if the session has ended'),
  },
  {
    name: 'stytch: a PKCE error is reported as a Stytch outage',
    means: 'A user who opens a link in another browser tries again, in vain.',
    file: `${app}/app/authenticate/link-problem.ts`,
    find: '  pkce_mismatch: otherBrowser,\n',
    replace: '',
    check: inBrowser('link-faults.spec.ts')('in a browser that has asked for another one'),
  },
  {
    name: 'stytch: live projects use the test environment',
    means: 'Sign-in to a deployed app is impossible: its page may not connect to Stytch’s API.',
    file: `${app}/auth/stytch-address.ts`,
    find: "(isLive ? 'https://api.stytch.com' : 'https://test.stytch.com')",
    replace: "(isLive ? 'https://test.stytch.com' : 'https://test.stytch.com')",
    check: inAddress('project-live-11111111 at https://api.stytch.com'),
  },
  {
    name: 'stytch: the secret is sent by http to hosts that start with localhost',
    means: 'Anyone on the network path reads the secret, and with it every session.',
    file: `${app}/auth/stytch-address.ts`,
    find: 'LOOPBACK.includes(hostname)',
    replace: 'LOOPBACK.some((name) => hostname.startsWith(name))',
    check: inAddress('not be http://localhost.evil.test'),
  },
  {
    name: 'stytch: keys of two environments are accepted together',
    means: 'Users are signed out right after signing in, and no message says why.',
    file: `${app}/auth/stytch-keys.ts`,
    find: '(environment ? [environment] : [',
    replace: '(environment === projectId ? [environment] : [',
    check: inUnits('stytch-keys.test.ts')('a secret may not be secret-live-x in the project'),
  },
  {
    name: 'stytch: the renewed cookie follows the server’s name',
    means: 'A deployed app sends the session’s JWT unencrypted after TLS has ended.',
    file: `${app}/proxy.ts`,
    find: "headers.get('x-forwarded-host') ?? headers.get('host') ?? ''",
    replace: "headers.get('host') ?? ''",
    check: inSuite('provider-faults.spec.ts')('cookies are for https'),
  },
  {
    name: 'stytch: a machine token is not handled',
    means: 'A token of the same project that is not a session causes a 500 on every page.',
    file: session,
    find: '    if (error instanceof TypeError) return null\n',
    replace: '',
    check: inSuite('forged-session.spec.ts')('a session that is a machine’s is rejected'),
  },
  {
    name: 'stytch: no time limit for loading the keys',
    means: 'While Stytch hangs, a server that has just started answers no one for half a minute.',
    file: session,
    find: 'const KEYS_TIMEOUT = 500',
    replace: 'const KEYS_TIMEOUT = 60_000',
    check: inBrowser('outage-faults.spec.ts')('an app that has no keys yet waits as long as'),
  },
  {
    name: 'stytch: any response counts as a session',
    means: 'When something else responds in place of Stytch, nothing works for any user.',
    file: session,
    find: "    if (!session?.user_id) throw new Error('not a session')\n",
    replace: '',
    check: inBrowser('outage-faults.spec.ts')('while Stytch answers an empty object'),
  },
]
