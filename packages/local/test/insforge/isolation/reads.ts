import { rpc } from '../client.ts'
import { ada, adasTodo, bob } from './fixture.ts'
import {
  changed,
  his,
  notes,
  type Operation,
  returning,
  select,
  title,
  todos,
} from './operation.ts'

const get = (name: string, path: string, answer: unknown): Operation => ({
  name: `select ${name}`,
  method: 'GET',
  path,
  status: 200,
  answer,
})
const call = (
  name: string,
  [path, args]: readonly [path: string, args: object],
  answer: unknown,
  anonymous?: unknown,
): Operation => ({
  name: `rpc that ${name}`,
  method: 'POST',
  path: `${rpc}/${path}`,
  body: args,
  status: 200,
  answer,
  ...(anonymous !== undefined && { anonymous }),
})

const selects: readonly Operation[] = [
  get('all', `${todos}?${select}`, his),
  get('by owner', `${todos}?user_id=eq.${ada}&${select}`, []),
  get('by id', `${todos}?id=eq.${adasTodo}&${select}`, []),
  get('by words', `${todos}?title=like.*words*&${select}`, []),
  get('either or', `${todos}?or=(user_id.eq.${ada},user_id.neq.${ada})&${select}`, his),
]

const embeds: readonly Operation[] = [
  get('todos with notes', `${todos}?${select},todo_notes(body)`, [
    { ...his[0], todo_notes: [{ body: 'on Bob’s' }] },
  ]),
  get('Ada’s todo with notes', `${todos}?id=eq.${adasTodo}&${select},todo_notes(body)`, []),
  get('notes with todos', `${notes}?select=body,todos(title,user_id)&order=body`, [
    { body: 'on Ada’s', todos: null },
    { body: 'on Bob’s', todos: his[0] },
  ]),
  get('notes that have todos', `${notes}?select=body,todos!inner(title)&order=body`, [
    { body: 'on Bob’s', todos: { title: 'Bob’s' } },
  ]),
  get(
    'notes by the todo’s owner',
    `${notes}?select=body,todos!inner(title)&todos.user_id=eq.${ada}`,
    [],
  ),
  get('notes spread with titles', `${notes}?select=body,...todos(title)&order=body`, [
    { body: 'on Ada’s', title: null },
    { body: 'on Bob’s', title: 'Bob’s' },
  ]),
  {
    name: 'insert of a note on Ada’s todo, with the todo',
    method: 'POST',
    path: `${notes}?select=body,todos(title)`,
    prefer: returning,
    body: { todo_id: adasTodo, body: 'new' },
    status: 201,
    answer: [{ body: 'new', todos: null }],
  },
]

const visible = `visible_todos?${select}`
const calls: readonly Operation[] = [
  call('asks who he is', ['requesting_user_id', {}], bob, null),
  call('selects', [visible, {}], his),
  call('selects, filtered by owner', [`${visible}&user_id=eq.${ada}`, {}], []),
  call('takes an owner, Ada', [`todos_of?${select}`, { owner: ada }], []),
  call('takes an owner, Bob', [`todos_of?${select}`, { owner: bob }], his),
  call('updates', [`rename_all?${select}`, { title }], changed),
  call(
    'selects, with notes',
    [`${visible},todo_notes(body)`, {}],
    [{ ...his[0], todo_notes: [{ body: 'on Bob’s' }] }],
  ),
]

/** Select, embed and rpc. */
export const reads = [...selects, ...embeds, ...calls]
