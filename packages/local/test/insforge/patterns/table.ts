import { ada, bob, type Who } from './fixture.ts'

/** What a request is answered: rows as their texts, or the code of an error. */
export type Answer = readonly [status: number, rows: readonly string[] | string]

/** A request that each caller makes in turn, every time with the same one row stored. */
export interface Attempt {
  readonly name: string
  readonly table: string
  readonly method: string
  readonly filter?: string
  readonly body?: object
  readonly answers: Readonly<Record<Who, Answer>>
}

/** The one row: Ada's, where rows have an owner. */
export const rowId = 'aaaaaaaa-0000-4000-8000-000000000001'
export const rowText = 'the one row'
const otherId = 'bbbbbbbb-0000-4000-8000-000000000001'

const there: Answer = [200, [rowText]]
const changed: Answer = [200, ['new']]
const created: Answer = [201, ['new']]
const nothing: Answer = [200, []]
const forbidden: Answer = [403, '42501']
const signIn: Answer = [401, '42501']
const noToken: Answer = [401, 'AUTH_INVALID_CREDENTIALS']
const ownerless: Answer = [400, '23502']
const empty: Answer = [400, '23514']

const attempt = (
  table: string,
  name: string,
  request: Pick<Attempt, 'method' | 'filter' | 'body'>,
  [adas, bobs, anons, admins]: readonly [ada: Answer, bob: Answer, anon: Answer, admin: Answer],
): Attempt => {
  const answers = { ada: adas, bob: bobs, anon: anons, admin: admins, 'no token': noToken }
  return { name: `${table}: ${name}`, table, ...request, answers }
}

const onlyAda = [created, forbidden, signIn, created] as const
const onlyAdmin = (answer: Answer) => [forbidden, forbidden, signIn, answer] as const
const unchangeable = [forbidden, nothing, signIn, forbidden] as const

const all = { method: 'GET' }
const one = `id=eq.${rowId}`
const insert = (body: object) => ({ method: 'POST', body })
const update = (body: object) => ({ method: 'PATCH', filter: one, body })
const removal = { method: 'DELETE', filter: one }

/** What private and mixed have in common: only the owner writes. */
const owned = (table: string): readonly Attempt[] => [
  attempt(table, 'insert', insert({ body: 'new' }), [created, created, signIn, ownerless]),
  attempt(table, 'insert in Ada’s name', insert({ body: 'new', user_id: ada }), onlyAda),
  attempt(table, 'insert of an empty text', insert({ body: '' }), [
    empty,
    empty,
    signIn,
    ownerless,
  ]),
  attempt(table, 'update', update({ body: 'new' }), [changed, nothing, signIn, changed]),
  ...[{ user_id: bob }, { created_at: '2026-03-01T00:00:00Z' }, { id: otherId }].map((change) =>
    attempt(table, `update of ${Object.keys(change)}`, update(change), unchangeable),
  ),
  attempt(table, 'delete', removal, [there, nothing, signIn, there]),
]

const announcements = 'announcements'
const readOnly: readonly Attempt[] = [
  attempt(announcements, 'select', all, [there, there, there, there]),
  attempt(announcements, 'insert', insert({ title: 'new' }), onlyAdmin(created)),
  attempt(announcements, 'update', update({ title: 'new' }), onlyAdmin(changed)),
  attempt(announcements, 'delete', removal, onlyAdmin(there)),
]

export const attempts: readonly Attempt[] = [
  attempt('notes', 'select', all, [there, nothing, signIn, there]),
  ...owned('notes'),
  ...readOnly,
  attempt('posts', 'select', all, [there, there, there, there]),
  ...owned('posts'),
]
