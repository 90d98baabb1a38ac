import { browser, type MutantTable } from '../mutant.ts'

const actionsSignedOut = browser('workos', 'suite/actions-signed-out.spec.ts')
const session = browser('workos', 'suite/session.spec.ts')
const forgedHeaders = browser('workos', 'suite/forged-session.spec.ts')
const forgedSession = browser('workos', 'suite/forged-session.spec.ts')
const providerFaults = browser('workos', 'suite/provider-faults.spec.ts')
const secretLeaks = browser('workos', 'suite/secret-leaks.spec.ts')
const returnTo = browser('workos', 'suite/return-to.spec.ts')
const visits = browser('workos', 'suite/visits.spec.ts')
const callback = browser('workos', 'suite/callback.spec.ts')
const journey = browser('workos', 'suite/journey.spec.ts')
const otherUser = browser('workos', 'suite/other-user.spec.ts')
const actionsByHand = browser('workos', 'suite/actions-by-hand.spec.ts')
const renewalFaults = browser('workos', 'suite/renewal-faults.spec.ts')

/** Who is signed in, and how users sign in and out. */
export const mutants: MutantTable = {
  'packages/shared/starter/lib/server-action.ts': {
    'session: actions do not check the user': [
      'Anyone who finds the id of an action in the page’s scripts can write without an account.',
      "    const user = await getUser()\n    if (!user) return { ...failure('unauthenticated'), sent }\n",
      "    const user = (await getUser()) ?? { id: expectedUserId, name: '', email: undefined }\n    if (!user) return { ...failure('unauthenticated'), sent }\n",
      actionsSignedOut('without a session no action does anything'),
    ],
    'session: actions run as the user who is signed in now': [
      'What one user types on an open page is stored in the list of the next user.',
      "    if (user.id !== expectedUserId) return failure('user_changed')\n →",
      otherUser('a page of a user who has signed out writes nothing: add'),
    ],
    'session: the expected user becomes the owner': [
      'A handmade form stores rows as any user.',
      "    if (user.id !== expectedUserId) return failure('user_changed')\n",
      '    if (user.id !== expectedUserId) user.id = expectedUserId\n',
      actionsByHand('a page that was rendered for another user writes nothing'),
    ],
  },
  'packages/shared/starter/app/todos/page.tsx': {
    'session: the page does not ask visitors to sign in': [
      'Visitors get a page that looks broken instead of the sign-in page.',
      '  const user = await getUser()\n  if (!user) redirect(signInPath(addressOf(view)))\n',
      "  const user = (await getUser()) ?? { id: 'guest', name: 'Guest', email: undefined }\n  if (!user.name) redirect(signInPath(addressOf(view)))\n",
      session('leads visitors of the list to the sign-in with a 307', /Expected: 307/),
    ],
  },
  'examples/workos/proxy.ts': {
    'session: a sign-in may begin at any address': [
      'A sign-in that begins at 127.0.0.1 or www. ends on an error after all of its steps.',
      "signInPaths: ['/login'] → signInPaths: []",
      browser('workos', 'suite/sign-in-pages.spec.ts')('a sign-in at another address'),
    ],
    'session: the proxy skips some paths, as WorkOS documents it': [
      'On a path that bypasses the proxy, a header makes its sender any user.',
      "['/((?!_next/static/).*)'] → ['/((?!_next/static|_next/image|favicon.ico).*)']",
      forgedHeaders('headers of the SDK sign no user in, on any route'),
    ],
    'session: any cookie reaches the SDK': [
      'A malformed cookie causes a 500 on every page until the user deletes it.',
      "!SEAL.test(value)) request → value === '' && SEAL.test(value)) request",
      forgedSession('with eight parts that are none of a seal’s'),
    ],
    'session: cookies follow the request’s scheme, not the app’s URL': [
      'Where TLS ends in front of the app, session cookies also go over plain HTTP.',
      'withReadableSession(atAppUrl(annotated)) → withReadableSession(annotated)',
      providerFaults('cookies are for https where the app is reached by https'),
    ],
  },
  'examples/workos/auth/components.tsx': {
    'session: a tab checks the session when it regains focus': [
      'Users who return to the tab while offline lose what they typed.',
      ' onSessionExpired={false} →',
      session('keeps what is typed when the connection is gone'),
    ],
    'session: the access token is passed to the page': [
      'One injected script can steal the user’s WorkOS token.',
      'const { accessToken: _, ...initialAuth } = await getSession()',
      'const initialAuth = await getSession()',
      secretLeaks('nothing that a browser gets from the app holds a secret or a token'),
    ],
    'sign-out: does nothing': [
      'On a shared computer the next person sees the last user’s todos.',
      "await signOut({ → if (appUrl() === '') await signOut({",
      journey('signs out, here and at the provider'),
    ],
    'sign-out: the cookie stays': [
      'WorkOS shows its sign-in page, but one click on Back is signed in again.',
      'await signOut({ returnTo: appUrl() })',
      "const { getWorkOS, withAuth } = await import('@workos-inc/authkit-nextjs')\n    const { redirect } = await import('next/navigation')\n    const { sessionId = '' } = await withAuth()\n    if (sessionId === '') await signOut({ returnTo: appUrl() })\n    redirect(getWorkOS().userManagement.getLogoutUrl({ sessionId, returnTo: appUrl() }))",
      journey('signs out, here and at the provider', /name: 'Sign in'/),
    ],
  },
  'examples/workos/app/callback/route.ts': {
    'session: a failed sign-in logs the request': [
      'Anyone who can read the log has other users’ session cookies.',
      "const refusal = oauthError(request.nextUrl.searchParams.get('error') ?? '')",
      "const refusal = oauthError(request.nextUrl.searchParams.get('error') ?? '')\n    console.error(request.headers)",
      secretLeaks('the log of the app holds no secret'),
    ],
    'session: too large for a cookie': [
      'The browser drops the cookie, and goes from page to sign-in to page until it gives up.',
      'if (length <= MAX_LENGTH) return answer → return answer',
      providerFaults('a session that is too large for cookies ends on a page that tells why'),
    ],
    'session: one that is there stays': [
      'Who plants a session in another browser shares it with the user who signs in there.',
      'const { length } = jar',
      "const planted = request.cookies.get(sessionCookie())\n  if (planted) {\n    jar.set(planted)\n    return NextResponse.redirect(new URL('/todos', baseURL))\n  }\n  const { length } = jar",
      renewalFaults('a session that was planted before a sign-in'),
    ],
    'sign-in: errors are left to the SDK': [
      'A user who cancels a sign-in gets a line of JSON and no next step.',
      'handleAuth({ baseURL, onError }) → handleAuth({ baseURL })',
      callback('without a code'),
    ],
  },
  'examples/workos/app/login/route.ts': {
    'sign-in: unfinished ones pile up': [
      'After forty restored tabs every address of the app answers 431.',
      '  await forgetUnfinished()\n →',
      visits('sign-ins that are never finished do not pile up'),
    ],
    'sign-in: the return URL is not checked': [
      'A link to our sign-in page leads to another site after signing in.',
      "const returnTo = safeReturnTo(searchParams.get('returnTo'), AUTH_ROUTES)",
      "const returnTo = searchParams.get('returnTo') ?? safeReturnTo(null, AUTH_ROUTES)",
      returnTo('/login leads home where it is asked to lead elsewhere'),
    ],
  },
  'packages/shared/starter/app/sign-in-error/page.tsx': {
    'sign-in: the error page has no next step': [
      'After one cancelled sign-in users are stuck on a page without a link.',
      " href={signInPath('/')} →",
      callback(
        'from the page of a failed sign-in',
        /waiting for getByRole\('link', { name: 'Try again' }\)/,
      ),
    ],
  },
}
