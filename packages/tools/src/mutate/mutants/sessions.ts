import type { Mutant } from '../mutant.ts'

const example = 'workos'
const app = `examples/${example}`

/** Sessions: who is signed in, and how users sign in and out. */
export const sessions: readonly Mutant[] = [
  {
    name: 'session: actions do not check the user',
    means:
      'Anyone who finds the id of an action in the page’s scripts can write without an account.',
    file: 'packages/shared/starter/lib/server-action.ts',
    find: "    const user = await getUser()\n    if (!user) return { ...failure('unauthenticated'), sent }\n",
    replace:
      "    const user = (await getUser()) ?? { id: expectedUserId, email: undefined }\n    if (!user) return { ...failure('unauthenticated'), sent }\n",
    sync: true,
    check: {
      example,
      file: 'suite/actions-signed-out.spec.ts',
      test: 'without a session no action does anything',
    },
  },
  {
    name: 'session: the page does not ask visitors to sign in',
    means: 'Visitors get a page that looks broken instead of the sign-in page.',
    file: 'packages/shared/starter/app/todos/page.tsx',
    find: '  const user = await getUser()\n  if (!user) redirect(signInPath(addressOf(view)))\n',
    replace:
      "  const user = (await getUser()) ?? { id: 'guest', name: 'Guest', email: undefined }\n  if (!user.name) redirect(signInPath(addressOf(view)))\n",
    sync: true,
    check: {
      example,
      file: 'suite/session.spec.ts',
      test: 'leads visitors of the list to the sign-in with a 307',
      says: /Expected: 307/,
    },
  },
  {
    name: 'session: the proxy skips some paths, as WorkOS documents it',
    means: 'On a path that bypasses the proxy, a header makes its sender any user.',
    file: `${app}/proxy.ts`,
    find: "['/((?!_next/static/).*)']",
    replace: "['/((?!_next/static|_next/image|favicon.ico).*)']",
    check: {
      example,
      file: 'suite/forged-session.spec.ts',
      test: 'headers of the SDK sign no user in, on any route',
    },
  },
  {
    name: 'session: any cookie reaches the SDK',
    means: 'A malformed cookie causes a 500 on every page until the user deletes it.',
    file: `${app}/proxy.ts`,
    find: '!SEAL.test(value)) request',
    replace: "value === '' && SEAL.test(value)) request",
    check: {
      example,
      file: 'suite/forged-session.spec.ts',
      test: 'with eight parts that are none of a seal’s',
    },
  },
  {
    name: 'session: cookies follow the request’s scheme, not the app’s URL',
    means: 'Where TLS ends in front of the app, session cookies also go over plain HTTP.',
    file: `${app}/proxy.ts`,
    find: 'withReadableSession(atAppUrl(annotated))',
    replace: 'withReadableSession(annotated)',
    check: {
      example,
      file: 'suite/provider-faults.spec.ts',
      test: 'cookies are for https where the app is reached by https',
    },
  },
  {
    name: 'session: a tab checks the session when it regains focus',
    means: 'Users who return to the tab while offline lose what they typed.',
    file: `${app}/auth/components.tsx`,
    find: ' onSessionExpired={false}',
    replace: '',
    check: {
      example,
      file: 'suite/session.spec.ts',
      test: 'keeps what is typed when the connection is gone',
    },
  },
  {
    name: 'session: the access token is passed to the page',
    means: 'One injected script can steal the user’s WorkOS token.',
    file: `${app}/auth/components.tsx`,
    find: 'const { accessToken: _, ...initialAuth } = await getSession()',
    replace: 'const initialAuth = await getSession()',
    check: {
      example,
      file: 'suite/secret-leaks.spec.ts',
      test: 'nothing that a browser gets from the app holds a secret or a token',
    },
  },
  {
    name: 'session: a failed sign-in logs the request',
    means: 'Anyone who can read the log has other users’ session cookies.',
    file: `${app}/app/callback/route.ts`,
    find: "const onError = () => NextResponse.redirect(new URL('/sign-in-error', baseURL))",
    replace:
      "const onError = () => {\n    console.error(request.headers)\n    return NextResponse.redirect(new URL('/sign-in-error', baseURL))\n  }",
    check: {
      example,
      file: 'suite/secret-leaks.spec.ts',
      test: 'the log of the app holds no secret',
    },
  },
  {
    name: 'sign-in: the return URL is not checked',
    means: 'A link to our sign-in page leads to another site after signing in.',
    file: `${app}/app/login/route.ts`,
    find: "const returnTo = safeReturnTo(searchParams.get('returnTo'))",
    replace: "const returnTo = searchParams.get('returnTo') ?? safeReturnTo(null)",
    check: {
      example,
      file: 'suite/return-to.spec.ts',
      test: '/login leads home where it is asked to lead elsewhere',
    },
  },
  {
    name: 'sign-in: errors are left to the SDK',
    means: 'A user who cancels a sign-in gets a line of JSON and no next step.',
    file: `${app}/app/callback/route.ts`,
    find: 'handleAuth({ baseURL, onError })',
    replace: 'handleAuth({ baseURL })',
    check: {
      example,
      file: 'suite/callback.spec.ts',
      test: 'without a code',
    },
  },
  {
    name: 'sign-in: the error page has no next step',
    means: 'After one cancelled sign-in users are stuck on a page without a link.',
    file: `${app}/app/sign-in-error/page.tsx`,
    find: " href={signInPath('/')}",
    replace: '',
    check: {
      example,
      file: 'suite/callback.spec.ts',
      test: 'from the page of a failed sign-in',
      says: /waiting for getByRole\('link', { name: 'Try again' }\)/,
    },
  },
  {
    name: 'sign-out: does nothing',
    means: 'On a shared computer the next person sees the last user’s todos.',
    file: `${app}/auth/components.tsx`,
    find: 'await signOut({',
    replace: "if (appUrl() === '') await signOut({",
    check: {
      example,
      file: 'suite/journey.spec.ts',
      test: 'signs out, here and at the provider',
    },
  },
  {
    name: 'sign-out: the cookie stays',
    means: 'WorkOS shows its sign-in page, but one click on Back is signed in again.',
    file: `${app}/auth/components.tsx`,
    find: 'await signOut({ returnTo: appUrl() })',
    replace:
      "const { getWorkOS, withAuth } = await import('@workos-inc/authkit-nextjs')\n    const { redirect } = await import('next/navigation')\n    const { sessionId = '' } = await withAuth()\n    if (sessionId === '') await signOut({ returnTo: appUrl() })\n    redirect(getWorkOS().userManagement.getLogoutUrl({ sessionId, returnTo: appUrl() }))",
    check: {
      example,
      file: 'suite/journey.spec.ts',
      test: 'signs out, here and at the provider',
      says: /name: 'Sign in'/,
    },
  },
  {
    name: 'session: actions run as the user who is signed in now',
    means: 'What one user types on an open page is stored in the list of the next user.',
    file: 'packages/shared/starter/lib/server-action.ts',
    find: "    if (user.id !== expectedUserId) return failure('user_changed')\n",
    replace: '',
    sync: true,
    check: {
      example,
      file: 'suite/other-user.spec.ts',
      test: 'a page of a user who has signed out writes nothing: add',
    },
  },
  {
    name: 'session: the expected user becomes the owner',
    means: 'A handmade form stores rows as any user.',
    file: 'packages/shared/starter/lib/server-action.ts',
    find: "    if (user.id !== expectedUserId) return failure('user_changed')\n",
    replace: '    if (user.id !== expectedUserId) user.id = expectedUserId\n',
    sync: true,
    check: {
      example,
      file: 'suite/actions-by-hand.spec.ts',
      test: 'a page that was rendered for another user writes nothing',
    },
  },
]
