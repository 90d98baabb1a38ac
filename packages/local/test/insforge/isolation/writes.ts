import { ada, adasTodo, bob, bobsTodo } from './fixture.ts'
import { changed, his, type Operation, returning, select, title, todos } from './operation.ts'

const forbidden = { status: 403, answer: '42501' }
const nothing = { status: 200, answer: [] }
const merging = `${returning},resolution=merge-duplicates`
const ignoring = `${returning},resolution=ignore-duplicates`

const write = (
  method: string,
  name: string,
  filter: string,
  body: unknown,
  expected: Pick<Operation, 'status' | 'answer'>,
  prefer = returning,
): Operation => ({ name, method, path: `${todos}?${filter}${select}`, prefer, body, ...expected })
const inserts: readonly Operation[] = [
  write('POST', 'insert', '', { title }, { status: 201, answer: changed }),
  write('POST', 'insert in Ada’s name', '', { title, user_id: ada }, forbidden),
  write('POST', 'insert in nobody’s name', '', { title, user_id: null }, forbidden),
  write(
    'POST',
    'insert two, one in Ada’s name',
    '',
    [
      { title, user_id: bob },
      { title, user_id: ada },
    ],
    forbidden,
  ),
  write(
    'POST',
    'insert under Ada’s id',
    '',
    { id: adasTodo, title },
    { status: 409, answer: '23505' },
  ),
]

const updates: readonly Operation[] = [
  write('PATCH', 'update all', '', { title }, { status: 200, answer: changed }),
  write('PATCH', 'update by owner', `user_id=eq.${ada}&`, { title }, nothing),
  write('PATCH', 'update by id', `id=eq.${adasTodo}&`, { title }, nothing),
  write('PATCH', 'update that takes a row', `id=eq.${adasTodo}&`, { user_id: bob }, nothing),
  write('PATCH', 'update that gives a row away', `id=eq.${bobsTodo}&`, { user_id: ada }, forbidden),
  // Without a filter and without an answer no row is read, so the policy for updates stands alone.
  write('PATCH', 'update that gives all away', '', { user_id: ada }, forbidden, 'return=minimal'),
]

const deletes: readonly Operation[] = [
  write('DELETE', 'delete all', '', undefined, { status: 200, answer: his }),
  write('DELETE', 'delete by owner', `user_id=eq.${ada}&`, undefined, nothing),
  write('DELETE', 'delete by id', `id=eq.${adasTodo}&`, undefined, nothing),
]

const taken = { id: adasTodo, title }
const upserts: readonly Operation[] = [
  write(
    'POST',
    'upsert of his own',
    '',
    { id: bobsTodo, title },
    { status: 200, answer: changed },
    merging,
  ),
  write('POST', 'upsert on Ada’s id', '', taken, forbidden, merging),
  write(
    'POST',
    'upsert on Ada’s id in his name',
    '',
    { ...taken, user_id: bob },
    forbidden,
    merging,
  ),
  write('POST', 'upsert on Ada’s id in hers', '', { ...taken, user_id: ada }, forbidden, merging),
  write('POST', 'upsert of a free id in her name', '', { title, user_id: ada }, forbidden, merging),
  write('POST', 'upsert that ignores', '', taken, { status: 201, answer: [] }, ignoring),
  write('PUT', 'put on Ada’s id', `id=eq.${adasTodo}&`, taken, forbidden),
]

/** Insert, update, delete and upsert. */
export const writes = [...inserts, ...updates, ...deletes, ...upserts]
