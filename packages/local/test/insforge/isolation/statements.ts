import { ada, adasTodo, bob, bobsTodo } from './fixture.ts'

/** SQL that tries to get at Ada's rows: what Bob gets, rows or a SQLSTATE, and what no user gets. */
export interface Statement {
  readonly name: string
  readonly sql: string
  readonly bob: unknown
  readonly noUser: unknown
}

const denied = '42501'
const columns = 'title, user_id'
const his = [{ title: 'Bob’s', user_id: bob }]
const changed = [{ title: 'x', user_id: bob }]
const row = (sql: string, forBob: unknown, forNoUser: unknown = []) =>
  ({ sql, bob: forBob, noUser: forNoUser }) as const
const upsert = (values: string) =>
  `insert into todos (id, title, user_id) values (${values})
   on conflict (id) do update set title = excluded.title, user_id = excluded.user_id
   returning ${columns}`

const table: Readonly<Record<string, Omit<Statement, 'name'>>> = {
  'select all': row(`select ${columns} from todos`, his),
  'select by owner': row(`select ${columns} from todos where user_id = '${ada}'`, []),
  'select by id': row(`select ${columns} from todos where id = '${adasTodo}'`, []),
  'select in a subquery': row(
    `with all_of_them as (select * from todos) select ${columns} from all_of_them`,
    his,
  ),
  'select for update': row(`select ${columns} from todos for update`, his),
  count: row('select count(*)::int from todos', [{ count: 1 }], [{ count: 0 }]),

  insert: row(`insert into todos (title) values ('x') returning ${columns}`, changed, denied),
  'insert in Ada’s name': row(
    `insert into todos (title, user_id) values ('x', '${ada}')`,
    denied,
    denied,
  ),
  'insert from what others have': row(
    `insert into todos (title) select title from todos where user_id <> requesting_user_id()
     returning ${columns}`,
    [],
  ),

  'update all': row(`update todos set title = 'x' returning ${columns}`, changed),
  'update by id': row(`update todos set title = 'x' where id = '${adasTodo}' returning id`, []),
  'update that takes a row': row(
    `update todos set user_id = '${bob}' where id = '${adasTodo}' returning id`,
    [],
  ),
  'update that gives a row away': row(
    `update todos set user_id = '${ada}' where id = '${bobsTodo}' returning id`,
    denied,
  ),
  // Without a condition no row is read, so the policy for updates stands alone.
  'update that gives all away': row(`update todos set user_id = '${ada}'`, denied),
  'update through a join': row(
    `update todos set title = 'x' from todo_notes where todo_id = todos.id
     returning title, todos.user_id`,
    [{ title: 'x', user_id: bob }],
  ),

  'delete all': row(`delete from todos returning ${columns}`, his),
  'delete by id': row(`delete from todos where id = '${adasTodo}' returning id`, []),
  truncate: row('truncate todos cascade', denied, denied),

  'upsert on Ada’s id in his name': row(upsert(`'${adasTodo}', 'x', '${bob}'`), denied, denied),
  'upsert on Ada’s id in hers': row(upsert(`'${adasTodo}', 'x', '${ada}'`), denied, denied),
  'upsert of his own': row(upsert(`'${bobsTodo}', 'x', '${bob}'`), changed, denied),
  'upsert that ignores': row(
    `insert into todos (id, title) values ('${adasTodo}', 'x') on conflict do nothing returning id`,
    [],
    denied,
  ),

  'embed: notes with todos': row(
    'select body, title from todo_notes left join todos on todos.id = todo_id order by body',
    [
      { body: 'on Ada’s', title: null },
      { body: 'on Bob’s', title: 'Bob’s' },
    ],
  ),
  'embed: todos with notes': row(
    'select title, body from todos join todo_notes on todo_id = todos.id',
    [{ title: 'Bob’s', body: 'on Bob’s' }],
  ),

  'a function that selects': row(`select ${columns} from visible_todos()`, his),
  'a function that takes an owner': row(`select ${columns} from todos_of('${ada}')`, []),
  'a function that updates': row(`select ${columns} from rename_all('x')`, changed),
}

export const statements: readonly Statement[] = Object.entries(table).map(([name, statement]) => ({
  name,
  ...statement,
}))

/** How a session stands before Postgres: its role, its claims, and who it is taken for. */
export interface Session {
  readonly name: string
  readonly role: 'authenticated' | 'anon' | 'authenticator'
  /** The setting as text; undefined leaves it unset. */
  readonly claims: string | undefined
  readonly is: 'bob' | 'no user' | 'refused'
}

const authenticated = (name: string, is: Session['is'], claims?: object | string): Session => ({
  name,
  role: 'authenticated',
  claims: typeof claims === 'object' ? JSON.stringify(claims) : claims,
  is,
})

/** What is expired, forged or unsigned never gets here: the gateway refuses it before. */
export const sessions: readonly Session[] = [
  authenticated('Bob', 'bob', { sub: bob, role: 'authenticated' }),
  authenticated('Bob without a role in the claims', 'bob', { sub: bob }),
  authenticated('Bob with a wrong role in the claims', 'bob', { sub: bob, role: 'project_admin' }),
  authenticated('Bob with a forged user_id in the claims', 'bob', {
    sub: bob,
    user_id: ada,
    uid: ada,
  }),
  authenticated('no user: no sub', 'no user', { role: 'authenticated', user_id: ada }),
  authenticated('no user: an empty sub', 'no user', { sub: '' }),
  authenticated('no user: sub null', 'no user', { sub: null }),
  authenticated('no user: empty claims', 'no user', ''),
  authenticated('no user: no claims', 'no user'),
  { name: 'anonymous', role: 'anon', claims: '{"role":"anon"}', is: 'refused' },
  {
    name: 'anonymous with Ada’s sub',
    role: 'anon',
    claims: JSON.stringify({ sub: ada }),
    is: 'refused',
  },
  {
    name: 'PostgREST’s login, without a role',
    role: 'authenticator',
    claims: JSON.stringify({ sub: ada }),
    is: 'refused',
  },
]
