import { bearer, setting, tokenFor } from '../client.ts'
import * as is from './answers.ts'
import { a, b } from './credentials.ts'

/** One write, or another request that is no plain read. */
export interface RequestCase {
  readonly name: string
  readonly method: string
  readonly headers: () => Record<string, string>
  readonly body?: unknown
  readonly answer: is.Recorded
  /** Default: the table. */
  readonly path?: string
}

export const asA = () => bearer(tokenFor(a))
export const asB = () => bearer(tokenFor(b))
export const asAnon = () => bearer(setting('INSFORGE_ANON_KEY'))
export const asApiKey = () => bearer(setting('INSFORGE_API_KEY'))
export const asAdmin = () => bearer(tokenFor(a, { role: 'project_admin' }))
const returning = (headers: () => Record<string, string>) => () => ({
  ...headers(),
  prefer: 'return=representation',
})
const unterminated = is.invalidJson('Unterminated string in JSON at position 12')

const insert = (
  name: string,
  headers: () => Record<string, string>,
  body: unknown,
  answer: is.Recorded,
): RequestCase => ({ name, method: 'POST', headers, body, answer })

/** In this order: each leaves its rows to the next. */
export const writeCases: readonly RequestCase[] = [
  insert('insert own (no user_id)', returning(asA), { title: 'mine' }, [
    201,
    [is.whole(a, 'mine')],
  ]),
  insert("insert with someone else's user_id", asA, { title: 'x', user_id: b }, is.violatesPolicy),
  insert('insert with user_id=""', asA, { title: 'x', user_id: '' }, is.violatesPolicy),
  insert('insert with user_id=null', asA, { title: 'x', user_id: null }, is.violatesPolicy),
  insert('insert, no token', () => ({}), { title: 'x' }, is.noToken),
  insert('insert, anon key', asAnon, { title: 'x' }, is.denied),
  insert(
    'insert, project_admin token, no user_id',
    asAdmin,
    { title: 'x' },
    is.postgrest(
      400,
      '23502',
      'null value in column "user_id" of relation "todos" violates not-null constraint',
      'Failing row contains (<uuid>, null, x, f, <ts>).',
    ),
  ),
  insert('insert, API key, user_id given', returning(asApiKey), { title: 'svc', user_id: a }, [
    201,
    [is.whole(a, 'svc')],
  ]),
  insert('malformed JSON', asA, '{"title": "x', unterminated),
  insert('malformed JSON, no token', () => ({}), '{"title": "x', unterminated),
  insert(
    'JSON scalar body',
    asA,
    '"hello"',
    is.invalidJson(`Unexpected token '"', ""hello"" is not valid JSON`),
  ),
  insert(
    'empty body',
    asA,
    '',
    is.postgrest(
      400,
      '23502',
      'null value in column "title" of relation "todos" violates not-null constraint',
    ),
  ),
  insert('[] body', asA, [], [201, []]),
  insert(
    'text/plain body',
    () => ({ ...asA(), 'content-type': 'text/plain' }),
    'hello',
    is.postgrest(400, 'PGRST102', 'Content-Type not acceptable: text/plain'),
  ),
  insert(
    'Prefer: tx=rollback',
    () => ({ ...asA(), prefer: 'return=representation, tx=rollback' }),
    { title: 'rolled' },
    [201, [is.whole(a, 'rolled')]],
  ),
  insert(
    'Prefer: return=headers-only',
    () => ({ ...asA(), prefer: 'return=headers-only' }),
    { title: 'headers' },
    [201, []],
  ),
  {
    name: 'DELETE without filter (own rows only)',
    method: 'DELETE',
    headers: returning(asB),
    answer: [200, [is.whole(b, 'B-row')]],
  },
  {
    name: 'PATCH without filter',
    method: 'PATCH',
    headers: returning(asA),
    body: { is_complete: true },
    answer: [
      200,
      ['A-row', 'mine', 'svc', 'rolled', 'headers'].map((title) => is.whole(a, title, true)),
    ],
  },
]
