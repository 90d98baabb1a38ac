import type { BrowserCheck, Mutant } from '../mutant.ts'

const example = 'clerk'
const app = `examples/${example}`
const insforge = `${app}/lib/insforge.ts`

const inBrowser = (file: string, test: string): BrowserCheck => ({ example, file, test })
const inUnits = (file: string, test: string) => ({
  package: 'examples/clerk',
  file: `test/auth/${file}`,
  test,
})

const outlivesItsTokens = inBrowser(
  'providers/clerk/expiry.spec.ts',
  'a page that stays open outlives its tokens',
)

/** What the Clerk starter does because the browser calls InsForge itself. */
export const clerk: readonly Mutant[] = [
  {
    name: 'clerk: a list read before a write arrives after it',
    means: 'A todo that was just added does not show until the page is reloaded.',
    file: `${app}/lib/browser-action.ts`,
    find: '    await queries.cancelQueries({ queryKey: [key] })\n',
    replace: '',
    check: inBrowser(
      'providers/clerk/list.spec.ts',
      'a todo that is added while the list is read again stays on the page',
    ),
  },
  {
    name: 'clerk: the token is only set on an interval, as in the public guide',
    means: 'For part of every minute, all reads and writes are rejected.',
    file: insforge,
    find: 'const client = createInsForgeClient(url, getToken)',
    replace: `let token: Promise<string | null> | undefined
  setInterval(() => {
    token = getToken()
  }, 50_000)
  const client = createInsForgeClient(url, () => {
    token ??= getToken()
    return token
  })`,
    check: outlivesItsTokens,
  },
  {
    name: 'clerk: a write is sent without a look at who is signed in by then',
    means: 'What one user typed becomes a row of the next one.',
    file: insforge,
    find: "    if (user.data !== expectedUserId) return failure('user_changed')\n",
    replace: '',
    check: {
      package: 'examples/clerk',
      file: 'test/lib/insforge.test.ts',
      test: 'sends nothing if the token is another user’s',
    },
  },
  {
    name: 'clerk: the anon key is sent until there is a token',
    means: 'A user who is quick sees an empty list and believes that everything is gone.',
    file: insforge,
    find: 'const client = createInsForgeClient(url, getToken)',
    replace: `let isFirst = true
  const client = createInsForgeClient(url, async () => {
    if (!isFirst) return getToken()
    isFirst = false
    return 'anon_key'
  })`,
    check: { ...outlivesItsTokens, says: /each request of the page had a token/ },
  },
  {
    name: 'clerk: a session does not end when another one begins',
    means: 'One user’s last change is stored as the next user’s, or blocks their sign-in.',
    file: `${app}/auth/insforge-provider.tsx`,
    find: 'const isOver = () => clerk.session?.id !== sessionId',
    replace: 'const isOver = () => clerk === undefined',
    check: inBrowser(
      'providers/clerk/switch-user.spec.ts',
      'what still waits when a user signs out does not become another user’s',
    ),
  },
  {
    name: 'clerk: signing out does not clear the list',
    means: 'Signing out in one tab leaves the todos on the screen in another.',
    file: `${app}/auth/waiting.tsx`,
    find: 'const isShown = isLoaded && userId === props.userId',
    replace: 'const isShown = isLoaded && !isOther',
    check: inBrowser(
      'providers/clerk/switch-user.spec.ts',
      'signing out in one tab empties the others',
    ),
  },
  {
    name: 'clerk: the page does not ask visitors to sign in',
    means: 'Visitors get a page that looks broken instead of the sign-in page.',
    file: `${app}/app/todos/page.tsx`,
    find: '  const user = await getUser()\n  if (!user) redirect(signInPath(addressOf(view)))\n',
    replace:
      "  const user = (await getUser()) ?? { id: '', name: 'Guest', email: undefined }\n  if (!user.name) redirect(signInPath(addressOf(view)))\n",
    check: {
      ...inBrowser('suite/session.spec.ts', 'leads visitors of the list to the sign-in with a 307'),
      says: /Expected: 307/,
    },
  },
  {
    name: 'clerk: each attempt to add a todo has its own id',
    means: 'A todo whose response was lost is stored twice by trying again.',
    file: `${app}/todos/actions.ts`,
    find: 'useUserAction(TODOS, newTodoSchema, data.createTodo)',
    replace: `useUserAction(TODOS, newTodoSchema, (client, todo) =>
      data.createTodo(client, { ...todo, id: crypto.randomUUID() }),
    )`,
    check: inBrowser('providers/clerk/outage-faults.spec.ts', 'connections that are cut'),
  },
  {
    name: 'clerk: a missing template is treated as an expired session',
    means: 'In a deployment without the JWT template, users are asked to sign in again and again.',
    file: `${app}/auth/token.ts`,
    find: 'findRefusalProblem(error)',
    replace: 'findRefusalProblem({ ...Object(error) })',
    check: inBrowser(
      'providers/clerk/template.spec.ts',
      'in production, while the template is missing',
    ),
  },
  {
    name: 'clerk: a page waits for a name',
    means: 'When Clerk cannot provide the user’s name, they see none of their todos.',
    file: `${app}/auth/session.ts`,
    find: "    return { id: userId, name: 'Name unavailable', email: undefined }\n",
    replace: '    throw error\n',
    check: inBrowser(
      'providers/clerk/outage-faults.spec.ts',
      'where Clerk only cannot tell a name',
    ),
  },
  {
    name: 'clerk: a template without a custom signing key is accepted',
    means: 'A developer who forgot the key reads that they are signed out, and signs in again.',
    file: `${app}/auth/token.ts`,
    find: "alg !== 'HS256'",
    replace: 'alg === undefined',
    check: inUnits('token.test.ts', 'is not signed with RS256'),
  },
  {
    name: 'clerk: a template with any role is accepted',
    means: 'With an administrator role in the template, every browser reads and writes every row.',
    file: `${app}/auth/token.ts`,
    find: "role === 'authenticated'",
    replace: "typeof role === 'string'",
    check: inUnits('token.test.ts', 'does not have the role "project_admin"'),
  },
  {
    name: 'clerk: realtime uses a token from Clerk’s cache',
    means: 'A connection that drops in a long visit cannot be restored for part of every minute.',
    file: `${app}/auth/realtime-token.ts`,
    find: 'refresh(true)',
    replace: 'refresh(false)',
    check: inUnits('realtime-token.test.ts', 'good at every second of a long visit'),
  },
  {
    name: 'clerk: the realtime token outlives its session',
    means: 'Broadcasts for one user reach the next user who signs in.',
    file: `${app}/auth/realtime-token.ts`,
    find: 'token && !isOver',
    replace: 'token',
    check: inUnits('realtime-token.test.ts', 'is gone with the session'),
  },
]
