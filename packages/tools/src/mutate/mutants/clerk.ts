import { browser, type MutantTable, unit } from '../mutant.ts'

const staleList = browser('clerk', 'providers/clerk/list.spec.ts')
const expiry = browser('clerk', 'providers/clerk/expiry.spec.ts')
const switchUser = browser('clerk', 'providers/clerk/switch-user.spec.ts')
const session = browser('clerk', 'suite/session.spec.ts')
const account = browser('clerk', 'providers/clerk/account.spec.ts')
const outageFaults = browser('clerk', 'providers/clerk/outage-faults.spec.ts')
const template = browser('clerk', 'providers/clerk/template.spec.ts')
const insforge = unit('examples/clerk', 'test/lib/insforge.test.ts')
const token = unit('examples/clerk', 'test/auth/token.test.ts')
const realtimeToken = unit('examples/clerk', 'test/auth/realtime-token.test.ts')
const forgedSession = browser('clerk', 'suite/forged-session.spec.ts')
const returnTo = browser('clerk', 'providers/clerk/return-to.spec.ts')
const clerkFaults = browser('clerk', 'providers/clerk/outage-faults.spec.ts')
const handshake = browser('clerk', 'providers/clerk/handshake.spec.ts')
const journey = browser('clerk', 'suite/journey.spec.ts')
const todos = browser('clerk', 'suite/todos.spec.ts')
const largeSession = browser('clerk', 'providers/clerk/large-session-faults.spec.ts')

/** What the Clerk starter does because the browser calls InsForge itself. */
export const mutants: MutantTable = {
  'examples/clerk/lib/browser-action.ts': {
    'clerk: a list read before a write arrives after it': [
      'A todo that was just added does not show until the page is reloaded.',
      '    await queries.cancelQueries({ queryKey: [key] })\n →',
      staleList('a todo that is added while the list is read again stays on the page'),
    ],
  },
  'examples/clerk/lib/insforge.ts': {
    'clerk: a write is sent without a look at who is signed in by then': [
      'What one user typed becomes a row of the next one.',
      "    if (user.data !== expectedUserId) return failure('user_changed')\n →",
      insforge('sends nothing if the token is another user’s'),
    ],
    'clerk: the token is only set on an interval, as in the public guide': [
      'For part of every minute, all reads and writes are rejected.',
      'const client = createInsForgeClient(url, getToken)',
      'let token: Promise<string | null> | undefined\n  setInterval(() => {\n    token = getToken()\n  }, 50_000)\n  const client = createInsForgeClient(url, () => {\n    token ??= getToken()\n    return token\n  })',
      expiry('a page that stays open outlives its tokens'),
    ],
    'clerk: the anon key is sent until there is a token': [
      'A user who is quick sees an empty list and believes that everything is gone.',
      'const client = createInsForgeClient(url, getToken)',
      "let isFirst = true\n  const client = createInsForgeClient(url, async () => {\n    if (!isFirst) return getToken()\n    isFirst = false\n    return 'anon_key'\n  })",
      expiry('a page that stays open outlives its tokens', /each request of the page had a token/),
    ],
  },
  'examples/clerk/auth/insforge-provider.tsx': {
    'clerk: a session does not end when another one begins': [
      'One user’s last change is stored as the next user’s, or blocks their sign-in.',
      'const isOver = () => clerk.session?.id !== sessionId',
      'const isOver = () => clerk === undefined',
      switchUser('what still waits when a user signs out does not become another user’s'),
    ],
  },
  'examples/clerk/auth/waiting.tsx': {
    'clerk: signing out does not clear the list': [
      'Signing out in one tab leaves the todos on the screen in another.',
      'const isShown = isLoaded && userId === props.userId → const isShown = isLoaded && !isOther',
      switchUser('signing out in one tab empties the others'),
    ],
    'clerk: a tab waits for a session that has ended elsewhere': [
      'A tab whose user’s account is gone shows “Loading your account…” until it is reloaded.',
      'if (isLeftHere) return → if (isLeftHere && isOther) return',
      account('a tab whose user is gone says that it is signed out, and does not wait'),
    ],
    'clerk: a page of another user stays': [
      'After a link that another user has made, the page names that user and shows no list.',
      'if (isOther) location.reload() → if (isOther) return',
      switchUser(
        'another user’s session in the app’s cookies changes neither the list nor its owner',
      ),
    ],
    'clerk: scripts that do not load are not reported': [
      'While Clerk is down, users look at a page that never finishes loading.',
      ' what="Couldn’t reach Clerk, which signs you in. What you saved is safe." →',
      clerkFaults('if Clerk’s scripts cannot be loaded the page reports it'),
    ],
  },
  'examples/clerk/app/todos/page.tsx': {
    'clerk: the page does not ask visitors to sign in': [
      'Visitors get a page that looks broken instead of the sign-in page.',
      '  const user = await getUser()\n  if (!user) redirect(signInPath(addressOf(view)))\n',
      "  const user = (await getUser()) ?? { id: '', name: 'Guest', email: undefined }\n  if (!user.name) redirect(signInPath(addressOf(view)))\n",
      session('leads visitors of the list to the sign-in with a 307', /Expected: 307/),
    ],
  },
  'examples/clerk/todos/actions.ts': {
    'clerk: each attempt to add a todo has its own id': [
      'A todo whose response was lost is stored twice by trying again.',
      'useUserAction(TODOS, newTodoSchema, data.createTodo)',
      'useUserAction(TODOS, newTodoSchema, (client, todo) =>\n      data.createTodo(client, { ...todo, id: crypto.randomUUID() }),\n    )',
      outageFaults('connections that are cut'),
    ],
  },
  'examples/clerk/auth/token.ts': {
    'clerk: a missing template is treated as an expired session': [
      'In a deployment without the JWT template, users are asked to sign in again and again.',
      'findRefusalProblem(error) → findRefusalProblem({ ...Object(error) })',
      template('in production, while the template is missing'),
    ],
    'clerk: a template without a custom signing key is accepted': [
      'A developer who forgot the key reads that they are signed out, and signs in again.',
      "alg !== 'HS256' → alg === undefined",
      token('is not signed with RS256'),
    ],
    'clerk: a template with any role is accepted': [
      'With an administrator role in the template, every browser reads and writes every row.',
      "role === 'authenticated' → typeof role === 'string'",
      token('does not have the role "project_admin"'),
    ],
  },
  'examples/clerk/auth/session.ts': {
    'clerk: a page waits for a name': [
      'When Clerk cannot provide the user’s name, they see none of their todos.',
      "    return { id: userId, name: 'Name unavailable', email: undefined }\n",
      '    throw error\n',
      outageFaults('where Clerk only cannot tell a name'),
    ],
    'clerk: the server asks for a name on every view': [
      'Each view waits for a request to Clerk, which limits how many there may be.',
      "const known = asked.get(userId) → const known = asked.get('another')",
      journey('for a view the server does not ask the provider'),
    ],
  },
  'examples/clerk/auth/realtime-token.ts': {
    'clerk: realtime uses a token from Clerk’s cache': [
      'A connection that drops in a long visit cannot be restored for part of every minute.',
      'refresh(true) → refresh(false)',
      realtimeToken('good at every second of a long visit'),
    ],
    'clerk: the realtime token outlives its session': [
      'Broadcasts for one user reach the next user who signs in.',
      'token && !isOver → token',
      realtimeToken('is gone with the session'),
    ],
  },
  'examples/clerk/proxy.ts': {
    'clerk: tokens for another site are accepted': [
      'Another site of the same Clerk instance can act as any of its users here.',
      'authorizedParties: [new URL(env().APP_URL).origin], → authorizedParties: [],',
      forgedSession('a session that was made for another site is rejected'),
    ],
    'clerk: the app’s own origin is what the request names': [
      'A site with a token of one of its users signs in here by sending that site’s name.',
      "...(process.env.NODE_ENV === 'production' && {\n      authorizedParties: [new URL(env().APP_URL).origin],\n    }),",
      "authorizedParties: [env().APP_URL, 'https://evil.example'],",
      handshake('a token for another site signs no user in, whatever host is named'),
    ],
  },
  'examples/clerk/auth/large-session.ts': {
    'clerk: a session that browsers drop is set': [
      'Every page is asked of Clerk until its SDK gives up, and the user is signed out without a word.',
      'if (length <= MAX_LENGTH) → if (length >= 0)',
      largeSession('a session that becomes too large for a cookie'),
    ],
    'clerk: Next’s client goes from page to sign-in to page': [
      'After a sign-in the browser is busy for ever, and shows nothing.',
      "method === 'GET' → method === 'HEAD'",
      largeSession('a sign-in whose session is too large for a cookie'),
    ],
  },
  'examples/clerk/auth/form-page.tsx': {
    'clerk: an invalid return URL reaches the form': [
      'A mistyped link leads to a sign-in page without a form.',
      "'http://app.invalid'))) redirect → 'http://app.invalid') || name)) redirect",
      returnTo('/sign-in leads signed-in users to a page'),
    ],
  },
  'examples/clerk/auth/components.tsx': {
    'clerk: the page is built for one InsForge': [
      'An app that was built without its variables sends its requests to the wrong address.',
      "url={env().NEXT_PUBLIC_INSFORGE_URL} → url={env() && 'http://localhost:7130'}",
      todos('are there after a reload'),
    ],
  },
}
