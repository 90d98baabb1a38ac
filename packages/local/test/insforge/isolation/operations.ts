import { records, rpc } from '../client.ts'
import { ada, adasTodo, adasWords, bob, bobsTodo } from './fixture.ts'

/** A request that tries to get at Ada's rows, and what Bob is answered. */
export interface Operation {
  readonly name: string
  readonly method: string
  readonly path: string
  readonly prefer?: string
  readonly body?: unknown
  readonly status: number
  /** Rows are answered by their titles or bodies; a refusal by its code. */
  readonly answer: unknown
  /** Set where the anonymous are not refused. */
  readonly anonymous?: unknown
}

const todos = `${records}/todos`
const notes = `${records}/todo_notes`
const select = 'select=title,user_id'
const returning = 'return=representation'
const merging = `${returning},resolution=merge-duplicates`
const ignoring = `${returning},resolution=ignore-duplicates`

/** Bob's one row, as it was and as his writes leave it. */
const title = 'x'
const his = [{ title: 'Bob’s', user_id: bob }]
const changed = [{ title, user_id: bob }]

/** What must stand in no answer. */
export const secrets = [adasWords, JSON.stringify({ user_id: ada }).slice(1, -1)]

const get = (name: string, path: string, answer: unknown): Operation => {
  return { name: `select ${name}`, method: 'GET', path, status: 200, answer }
}

const selects: readonly Operation[] = [
  get('all', `${todos}?${select}`, his),
  get('by owner', `${todos}?user_id=eq.${ada}&${select}`, []),
  get('by id', `${todos}?id=eq.${adasTodo}&${select}`, []),
  get('by words', `${todos}?title=like.*words*&${select}`, []),
  get('either or', `${todos}?or=(user_id.eq.${ada},user_id.neq.${ada})&${select}`, his),
]

const withNotes = [{ ...his[0], todo_notes: [{ body: 'on Bob’s' }] }]
const ownersNotes = `${notes}?select=body,todos!inner(title)`
const embeds: readonly Operation[] = [
  get('todos with notes', `${todos}?${select},todo_notes(body)`, withNotes),
  get('Ada’s todo with notes', `${todos}?id=eq.${adasTodo}&${select},todo_notes(body)`, []),
  get('notes with todos', `${notes}?select=body,todos(title,user_id)&order=body`, [
    { body: 'on Ada’s', todos: null },
    { body: 'on Bob’s', todos: his[0] },
  ]),
  get('notes that have todos', `${ownersNotes}&order=body`, [
    { body: 'on Bob’s', todos: { title: 'Bob’s' } },
  ]),
  get('notes by the todo’s owner', `${ownersNotes}&todos.user_id=eq.${ada}`, []),
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

const call = (name: string, path: string, body: object, answer: unknown): Operation => {
  return {
    name: `rpc that ${name}`,
    method: 'POST',
    path: `${rpc}/${path}`,
    body,
    status: 200,
    answer,
  }
}
const visible = `visible_todos?${select}`
const calls: readonly Operation[] = [
  { ...call('asks who he is', 'requesting_user_id', {}, bob), anonymous: null },
  call('selects', visible, {}, his),
  call('selects, filtered by owner', `${visible}&user_id=eq.${ada}`, {}, []),
  call('takes an owner, Ada', `todos_of?${select}`, { owner: ada }, []),
  call('takes an owner, Bob', `todos_of?${select}`, { owner: bob }, his),
  call('updates', `rename_all?${select}`, { title }, changed),
  call('selects, with notes', `${visible},todo_notes(body)`, {}, withNotes),
]

type Expected = readonly [status: number, answer: unknown]
const forbidden: Expected = [403, '42501']
const nothing: Expected = [200, []]

const write = (
  method: string,
  name: string,
  filter: string,
  body: unknown,
  [status, answer]: Expected,
  prefer = returning,
): Operation => {
  return { name, method, path: `${todos}?${filter}${select}`, prefer, body, status, answer }
}
const two = [bob, ada].map((user_id) => ({ title, user_id }))
const taken = { id: adasTodo, title }
const asAda = { title, user_id: ada }
const writes: readonly Operation[] = [
  write('POST', 'insert', '', { title }, [201, changed]),
  write('POST', 'insert in Ada’s name', '', asAda, forbidden),
  write('POST', 'insert without a user', '', { title, user_id: null }, forbidden),
  write('POST', 'insert two, one in Ada’s name', '', two, forbidden),
  write('POST', 'insert under Ada’s id', '', taken, [409, '23505']),

  write('PATCH', 'update all', '', { title }, [200, changed]),
  write('PATCH', 'update by owner', `user_id=eq.${ada}&`, { title }, nothing),
  write('PATCH', 'update by id', `id=eq.${adasTodo}&`, { title }, nothing),
  write('PATCH', 'update that takes a row', `id=eq.${adasTodo}&`, { user_id: bob }, nothing),
  write('PATCH', 'update that gives a row away', `id=eq.${bobsTodo}&`, { user_id: ada }, forbidden),
  // Without a filter and without an answer no row is read, so the policy for updates stands alone.
  write('PATCH', 'update that gives all away', '', { user_id: ada }, forbidden, 'return=minimal'),

  write('DELETE', 'delete all', '', undefined, [200, his]),
  write('DELETE', 'delete by owner', `user_id=eq.${ada}&`, undefined, nothing),
  write('DELETE', 'delete by id', `id=eq.${adasTodo}&`, undefined, nothing),

  write('POST', 'upsert of his own', '', { id: bobsTodo, title }, [200, changed], merging),
  write('POST', 'upsert on Ada’s id', '', taken, forbidden, merging),
  write(
    'POST',
    'upsert on Ada’s id in his name',
    '',
    { ...taken, user_id: bob },
    forbidden,
    merging,
  ),
  write('POST', 'upsert on Ada’s id in hers', '', { ...taken, ...asAda }, forbidden, merging),
  write('POST', 'upsert of a free id in her name', '', asAda, forbidden, merging),
  write('POST', 'upsert that ignores', '', taken, [201, []], ignoring),
  write('PUT', 'put on Ada’s id', `id=eq.${adasTodo}&`, taken, forbidden),
]

/** Select, embed, rpc, insert, update, delete and upsert. */
export const operations = [...selects, ...embeds, ...calls, ...writes]
