import type { Break, BrowserCheck } from '../break.ts'

const example = 'clerk'
const app = `examples/${example}`
const insforge = `${app}/lib/insforge.ts`

const inBrowser = (file: string, test: string): BrowserCheck => ({ example, file, test })
const inTools = (file: string, test: string) => ({ package: 'tools', file: `test/${file}`, test })

const outlivesItsTokens = inBrowser(
  'suite/clerk/expiry.spec.ts',
  'a page that stays open outlives its tokens',
)

/** What the Clerk starter does because its browser talks to InsForge itself. */
export const clerk: readonly Break[] = [
  {
    name: 'clerk: a list that was read before a write arrives after it',
    means: 'A todo that was just added is not to be seen until the page is loaded again.',
    file: `${app}/lib/browser-action.ts`,
    find: '    await queries.cancelQueries({ queryKey: [key] })\n',
    replace: '',
    check: inBrowser(
      'suite/clerk/stale-list.spec.ts',
      'a todo that is added while the list is read again stays on the page',
    ),
  },
  {
    name: 'clerk: a token is set on an interval alone, as the public guide does',
    means: 'For a part of every minute whatever is read or written is refused.',
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
    name: 'clerk: the anon key is sent until there is a token',
    means: 'Whoever is quick reads an empty list, and believes that everything is gone.',
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
    means: 'What one person wrote last is stored as the next one’s, or keeps them from signing in.',
    file: `${app}/auth/insforge-provider.tsx`,
    find: 'const isOver = () => clerk.session?.id !== sessionId',
    replace: 'const isOver = () => clerk === undefined',
    check: inBrowser(
      'suite/clerk/switch-user.spec.ts',
      'what still waits when somebody signs out becomes nobody else’s',
    ),
  },
  {
    name: 'clerk: signing out empties no list',
    means: 'Whoever signs out in one tab leaves their todos on the screen in another.',
    file: `${app}/auth/waiting.tsx`,
    find: 'const isShown = isLoaded && userId === props.userId',
    replace: 'const isShown = isLoaded && !isOther',
    check: inBrowser(
      'suite/clerk/switch-user.spec.ts',
      'signing out in one tab empties the others',
    ),
  },
  {
    name: 'clerk: the page asks nobody to sign in',
    means: 'Visitors get a page that looks broken in place of the sign-in.',
    file: `${app}/app/todos/page.tsx`,
    find: '  const user = await getUser()\n  if (!user) redirect(signInPath(addressOf(view)))\n',
    replace:
      "  const user = (await getUser()) ?? { id: '', name: 'Guest', email: undefined }\n  if (!user.name) redirect(signInPath(addressOf(view)))\n",
    check: {
      ...inBrowser(
        'suite/session.spec.ts',
        'leads whoever is signed out to the sign-in with a 307',
      ),
      says: /Expected: 307/,
    },
  },
  {
    name: 'clerk: each try of a todo has an id of its own',
    means: 'A todo whose answer was lost is stored twice by trying again.',
    file: `${app}/todos/actions.ts`,
    find: 'useUserAction(TODOS, newTodoSchema, data.createTodo)',
    replace: `useUserAction(TODOS, newTodoSchema, (client, todo) =>
      data.createTodo(client, { ...todo, id: crypto.randomUUID() }),
    )`,
    check: inBrowser('suite/clerk/outage-faults.spec.ts', 'connections that are cut'),
  },
  {
    name: 'clerk: a missing template is taken for a session that has ended',
    means: 'Whoever deploys without the JWT template sees people sign in again and again.',
    file: `${app}/auth/token.ts`,
    find: 'findRefusalProblem(error)',
    replace: 'findRefusalProblem({ ...Object(error) })',
    check: inBrowser(
      'suite/clerk/template.spec.ts',
      'in production, while the template is missing',
    ),
  },
  {
    name: 'clerk: a page waits for a name',
    means: 'Where Clerk cannot tell what somebody is called, they see nothing of their todos.',
    file: `${app}/auth/session.ts`,
    find: "    return { id: userId, name: 'Name unavailable', email: undefined }\n",
    replace: '    throw error\n',
    check: inBrowser('suite/clerk/outage-faults.spec.ts', 'where Clerk only cannot tell a name'),
  },
  {
    name: 'clerk: a template without a custom signing key passes',
    means: 'Whoever forgot the key reads that they are signed out, and signs in again.',
    file: `${app}/auth/token.ts`,
    find: "alg !== 'HS256'",
    replace: 'alg === undefined',
    check: inTools('clerk-template.test.ts', 'is not signed with RS256'),
  },
  {
    name: 'clerk: a template with any role passes',
    means: 'With the role of an administrator, every browser reads and writes every row.',
    file: `${app}/auth/token.ts`,
    find: "role === 'authenticated'",
    replace: "typeof role === 'string'",
    check: inTools('clerk-template.test.ts', 'does not have the role "project_admin"'),
  },
  {
    name: 'clerk: realtime’s token is one that Clerk keeps',
    means:
      'A connection that breaks in a long visit cannot be made again for part of every minute.',
    file: `${app}/auth/realtime-token.ts`,
    find: 'refresh(true)',
    replace: 'refresh(false)',
    check: inTools('clerk-realtime.test.ts', 'good at every second of a long visit'),
  },
  {
    name: 'clerk: realtime’s token outlives its session',
    means: 'What is broadcast to one person reaches whoever signs in next.',
    file: `${app}/auth/realtime-token.ts`,
    find: 'token && !isOver',
    replace: 'token',
    check: inTools('clerk-realtime.test.ts', 'is gone with the session'),
  },
]
