import { browser, type MutantTable, unit } from '../mutant.ts'

const sessionFaults = browser('stytch', 'providers/stytch/session-faults.spec.ts')
const codes = browser('stytch', 'providers/stytch/codes.spec.ts')
const strictMode = browser('stytch', 'providers/stytch/strict-mode.full.spec.ts')
const links = browser('stytch', 'providers/stytch/links.spec.ts')
const pkceFaults = browser('stytch', 'providers/stytch/link-faults.spec.ts')
const stytchAddress = unit('examples/stytch', 'test/auth/address.test.ts')
const stytchKeys = unit('examples/stytch', 'test/auth/env.test.ts')
const providerFaults = browser('stytch', 'suite/provider-faults.spec.ts')
const forgedSession = browser('stytch', 'suite/forged-session.spec.ts')
const guard = browser('stytch', 'suite/guard.spec.ts')
const outageFaults = browser('stytch', 'providers/stytch/outage-faults.spec.ts')

/** The Stytch starter: sessions that scripts can read, and links that anyone can open. */
export const mutants: MutantTable = {
  'examples/stytch/auth/stytch-session.ts': {
    'stytch: a JWT is trusted until it expires': [
      'A revoked session lasts for five more minutes.',
      '{ max_token_age_seconds: maxAge } → {}',
      sessionFaults('goes on for as long as the README says'),
    ],
    'stytch: a session is trusted for longer than the README says': [
      'A user whose session was revoked can read and write for minutes, undocumented.',
      'const REVOCATION_SECONDS = 60 → const REVOCATION_SECONDS = 120',
      sessionFaults('goes on for as long as the README says'),
    ],
    'stytch: every page waits for Stytch': [
      'Every page is as slow as Stytch, and fails when Stytch does.',
      'await verify(jwt, REVOCATION_SECONDS) → null as FoundSession | null',
      sessionFaults('neither a page nor an action waits for Stytch'),
    ],
    'stytch: the user is read from an unverified JWT': [
      'Anyone who writes another id into the cookie reads and writes as that user.',
      'stytch().sessions.authenticateJwtLocal({ session_jwt: jwt, ...age })',
      "Promise.resolve(JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString())).then(\n    (claims) => ({ ...claims['https://stytch.com/session'], user_id: claims.sub, ...age }),\n  )",
      sessionFaults('comes from the session that was verified'),
    ],
    'stytch: a JWT alone is a session': [
      'Signing out leaves a token behind that goes on working.',
      '  if (!token) return null\n →   if (!token) return verify(jwt)\n',
      sessionFaults('a JWT without the session’s token is rejected'),
    ],
    'stytch: a machine token is not handled': [
      'A token of the same project that is not a session causes a 500 on every page.',
      '    if (error instanceof TypeError) return null\n →',
      forgedSession('a session that is a machine’s is rejected'),
    ],
    'stytch: no time limit for loading the keys': [
      'While Stytch hangs, a server that has just started answers no one for half a minute.',
      'const KEYS_TIMEOUT = 500 → const KEYS_TIMEOUT = 60_000',
      outageFaults('an app that has no keys yet waits as long as'),
    ],
    'stytch: any response counts as a session': [
      'When something else responds in place of Stytch, nothing works for any user.',
      "    if (!session?.user_id) throw new Error('not a session')\n →",
      outageFaults('while Stytch answers an empty object'),
    ],
  },
  'examples/stytch/proxy.ts': {
    'stytch: a renewed JWT is not kept': [
      'From the second minute on, every page sends two requests to Stytch.',
      "if (!found?.renewedJwt) return → if (!found?.renewedJwt || headers.has('cookie')) return",
      sessionFaults('with an old JWT a page and an action ask Stytch once'),
    ],
    'stytch: every page may have inline styles': [
      'A title that is not escaped somewhere can restyle the page, and read what stands in it.',
      "nextUrl.pathname === '/login' → nextUrl.pathname !== '/x'",
      guard('every page carries a policy with a nonce of its own'),
    ],
    'stytch: the renewed cookie is sent by http': [
      'A deployed app sends the session’s JWT unencrypted after TLS has ended.',
      "secure: env().APP_URL.startsWith('https:') → secure: headers.get('host')?.startsWith('https:')",
      providerFaults('cookies are for https'),
    ],
  },
  'examples/stytch/app/login/login-form.tsx': {
    'stytch: the sign-in page trusts the browser’s cached session': [
      'A user whose session has ended is redirected back and forth between two pages.',
      '  useEffect(() => rememberReturnTo(returnTo), [returnTo])\n',
      "  useEffect(() => {\n    rememberReturnTo(returnTo)\n    if (document.cookie.includes('stytch_session=')) window.location.replace(returnTo)\n  }, [returnTo])\n",
      sessionFaults('a session that is revoked ends at the sign-in at once, and stays there'),
    ],
    'stytch: links and codes in one form': [
      'Sign-in is impossible: Stytch’s form stays empty in production.',
      '      products: [Products.emailMagicLinks],\n',
      '      products: [Products.emailMagicLinks, Products.otp],\n      otpOptions: { methods: [OTPMethods.Email], expirationMinutes: 5 },\n',
      codes('the form for links, the form for codes and the code’s own are whole'),
    ],
  },
  'examples/stytch/app/authenticate/page.tsx': {
    'stytch: the link page trusts the browser’s cached session': [
      'A user whose session has ended is told that someone is signed in.',
      '    await stytch.session.authenticate()\n →     stytch.session.getInfo()\n',
      links('asks nothing if the session has ended'),
    ],
    'stytch: a link is used as often as React runs effects': [
      'In development a link signs in and then reports that it was already used.',
      "    // React's Strict Mode runs effects twice.\n    if (link.current !== undefined) return\n    const { token = '', tokenType = '' } = stytch.parseAuthenticateUrl() ?? {}\n    link.current = { token, isFromGoogle: tokenType === 'oauth' }\n    // Neither the history nor a reload has the token anymore.\n    window.history.replaceState(null, '', window.location.pathname)\n",
      "    const { token = '', tokenType = '' } = stytch.parseAuthenticateUrl() ?? {}\n    link.current = { token, isFromGoogle: tokenType === 'oauth' }\n",
      strictMode('a link is used once'),
    ],
    'stytch: who is signed in is not told where a link fails': [
      'A signed-in user reads that they are not, and asks for a link again.',
      'stillAs={nameOf(user)} → stillAs={undefined}',
      links('without a token does not change who is signed in'),
    ],
    'stytch: a link’s token stays in the URL': [
      'The token is in the history and in the referrer that the browser sends to other sites.',
      "    window.history.replaceState(null, '', window.location.pathname)\n →",
      links('token stays neither in the address nor in the history'),
    ],
    'stytch: a link signs in over another user’s session': [
      'A link from another person makes you write into their list without noticing.',
      '      if (signedIn !== undefined) return setState({ asks: signedIn })\n',
      '      if (signedIn === link.current?.token) return\n',
      links('signs no user in before it is asked to'),
    ],
  },
  'examples/stytch/app/stytch-provider.tsx': {
    'stytch: the code screen frames Stytch’s site': [
      'Sign-in loads a page of another site, or the browser’s console reports that it may not.',
      "'about:blank' → 'https://js.stytch.com/clientside-services/index.html'",
      codes('the code’s form frames no page of Stytch’s, and nothing is blocked'),
    ],
  },
  'examples/stytch/auth/env.ts': {
    'stytch: live projects use the test environment': [
      'Sign-in to a deployed app is impossible: its page may not connect to Stytch’s API.',
      "(isLive ? 'https://api.stytch.com' : 'https://test.stytch.com')",
      "(isLive ? 'https://test.stytch.com' : 'https://test.stytch.com')",
      stytchAddress('project-live-11111111 at https://api.stytch.com'),
    ],
    'stytch: the secret is sent by http to hosts that start with localhost': [
      'Anyone on the network path reads the secret, and with it every session.',
      "(protocol === 'http:' && isLoopback(value)) → (protocol === 'http:' && value.startsWith('http://localhost'))",
      stytchAddress('not be http://localhost.evil.test'),
    ],
    'stytch: keys of two environments are accepted together': [
      'Users are signed out right after signing in, and no message says why.',
      '(environment ? [environment] : [ → (environment === projectId ? [environment] : [',
      stytchKeys('a secret may not be secret-live-x in the project'),
    ],
  },
  'examples/stytch/app/authenticate/link-states.tsx': {
    'stytch: a PKCE error is reported as a Stytch outage': [
      'A user who opens a link in another browser tries again, in vain.',
      '  pkce_mismatch: otherBrowser,\n →',
      pkceFaults('in a browser that has asked for another one'),
    ],
  },
}
