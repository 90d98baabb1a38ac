import { bearer, records, rpc, setting, tokenFor } from '../client.ts'
import * as is from './answers.ts'
import { a, b } from './credentials.ts'

type Headers = () => Record<string, string>

/** A request that is not a plain read of the table. */
export interface RequestCase {
  readonly name: string
  readonly method: string
  readonly path: string
  readonly headers: Headers
  readonly body?: unknown
  readonly answer: is.Recorded
}

export const asA = () => bearer(tokenFor(a))
const asB = () => bearer(tokenFor(b))
export const asAnon = () => bearer(setting('INSFORGE_ANON_KEY'))
const asApiKey = () => bearer(setting('INSFORGE_API_KEY'))
const asAdmin = () => bearer(tokenFor(a, { role: 'project_admin' }))
const legacyAnon = () => bearer(tokenFor(a, { role: 'anon' }))
const none = () => ({})
const preferring = (headers: Headers, prefer: string) => () => ({ ...headers(), prefer })
const returning = (headers: Headers) => preferring(headers, 'return=representation')

const path = `${records}/todos?select=id,user_id,title,is_complete,created_at`
const unterminated = is.invalidJson('Unterminated string in JSON at position 12')
const scalar = is.invalidJson(`Unexpected token '"', ""hello"" is not valid JSON`)
const notText = is.postgrest(400, 'PGRST102', 'Content-Type not acceptable: text/plain')
const created = (title: string): is.Recorded => [201, [is.whole(a, title)]]

const insert = (
  name: string,
  headers: Headers,
  body: unknown,
  answer: is.Recorded,
): RequestCase => {
  return { name, method: 'POST', path, headers, body, answer }
}

/** Writes, in this order: each leaves its rows to the next. */
export const writeCases: readonly RequestCase[] = [
  insert('insert own (no user_id)', returning(asA), { title: 'mine' }, created('mine')),
  insert(
    "insert with someone else's user_id",
    asA,
    { title: 'x', user_id: b },
    is.violates(403, 'todos'),
  ),
  insert('insert with user_id=""', asA, { title: 'x', user_id: '' }, is.violates(403, 'todos')),
  insert('insert with user_id=null', asA, { title: 'x', user_id: null }, is.violates(403, 'todos')),
  insert('insert, no token', none, { title: 'x' }, is.noToken),
  insert('insert, anon key', asAnon, { title: 'x' }, is.denied),
  insert(
    'insert, project_admin token, no user_id',
    asAdmin,
    { title: 'x' },
    is.isNull('user_id', 'Failing row contains (<uuid>, null, x, f, <ts>).'),
  ),
  insert(
    'insert, API key, user_id given',
    returning(asApiKey),
    { title: 'svc', user_id: a },
    created('svc'),
  ),
  insert('malformed JSON', asA, '{"title": "x', unterminated),
  insert('malformed JSON, no token', none, '{"title": "x', unterminated),
  insert('JSON scalar body', asA, '"hello"', scalar),
  insert('empty body', asA, '', is.isNull('title')),
  insert('[] body', asA, [], [201, []]),
  insert('text/plain body', () => ({ ...asA(), 'content-type': 'text/plain' }), 'hello', notText),
  insert(
    'Prefer: tx=rollback',
    preferring(asA, 'return=representation, tx=rollback'),
    { title: 'rolled' },
    created('rolled'),
  ),
  insert(
    'Prefer: return=headers-only',
    preferring(asA, 'return=headers-only'),
    { title: 'headers' },
    [201, []],
  ),
  {
    name: 'DELETE without filter (own rows only)',
    method: 'DELETE',
    path,
    headers: returning(asB),
    answer: [200, [is.whole(b, 'B-row')]],
  },
  {
    name: 'PATCH without filter',
    method: 'PATCH',
    path: `${path}&order=created_at`,
    headers: returning(asA),
    body: { is_complete: true },
    answer: [
      200,
      ['A-row', 'mine', 'svc', 'rolled', 'headers'].map((title) => is.whole(a, title, true)),
    ],
  },
]

const get = (name: string, path: string, headers: Headers, answer: is.Recorded): RequestCase => {
  return { name, method: 'GET', path, headers, answer }
}
const post = (
  name: string,
  path: string,
  headers: Headers,
  body: unknown,
  answer: is.Recorded,
): RequestCase => ({ name, method: 'POST', path, headers, body, answer })

const notFound = (path: string) =>
  is.refused(
    404,
    'NOT_FOUND',
    `Endpoint ${path} not found`,
    'Please check the API documentation for available endpoints',
  )
const notExposed = is.postgrest(406, 'PGRST106', 'The schema must be one of the following: public')
const readme = `${records}/official_todos`
const hiddenFromAnon = is.violates(401, 'official_todos')

/** Other routes, schemas, functions, and tables whose grants were not revoked. */
export const routeCases: readonly RequestCase[] = [
  get(
    'GET table with quote char',
    `${records}/to%22dos`,
    asA,
    is.refused(
      400,
      'DATABASE_VALIDATION_ERROR',
      'Invalid table name: cannot contain quotes or control characters',
      'The table name cannot contain double quotes or control characters (tabs, newlines, etc.)',
    ),
  ),
  get('GET ?schema=auth users', `${records}/users?schema=auth`, asA, notExposed),
  get(
    'GET Accept-Profile: auth',
    `${records}/users`,
    () => ({ ...asA(), 'accept-profile': 'auth' }),
    notExposed,
  ),
  post('rpc requesting_user_id POST', `${rpc}/requesting_user_id`, asA, {}, [200, a]),
  post('rpc requesting_user_id anon key', `${rpc}/requesting_user_id`, asAnon, {}, [200, null]),
  get('route without table', `${records}/`, asA, notFound(`${records}/`)),
  get('baseUrl with trailing slash', `/${records}/todos`, asA, notFound(`/${records}/todos`)),
  post(
    'POST /api/auth/refresh w/o cookie',
    '/api/auth/refresh',
    none,
    {},
    is.refused(401, 'AUTH_UNAUTHORIZED', 'No refresh token provided'),
  ),
  get(
    'GET /api/auth/sessions/current third-party',
    '/api/auth/sessions/current',
    asA,
    is.refused(500, 'INTERNAL_ERROR', 'invalid input syntax for type uuid: "user_2abc"'),
  ),
  get(
    'GET /api/secrets/JWT_SECRET with user token',
    '/api/secrets/JWT_SECRET',
    asA,
    is.refused(
      403,
      'AUTH_UNAUTHORIZED',
      'Admin access required',
      'Check the admin token is valid or login as admin to get a new token.',
    ),
  ),
  get(
    'GET /api/secrets/JWT_SECRET with role=project_admin token',
    '/api/secrets/JWT_SECRET',
    asAdmin,
    [200, { key: 'JWT_SECRET', value: '<64 hex>' }],
  ),
  get('GET /api/health', '/api/health', none, [
    200,
    { status: 'ok', version: '2.3.1', service: 'Insforge OSS Backend', timestamp: '<ts>' },
  ]),
  get('README-schema table: no token', readme, none, is.noToken),
  get('README-schema table: anon key', readme, asAnon, is.noRows),
  get('README-schema table: legacy anon JWT', readme, legacyAnon, is.noRows),
  post('README-schema: anon insert', readme, asAnon, { title: 'x' }, hiddenFromAnon),
  post(
    'README-schema: anon insert user_id=A',
    readme,
    asAnon,
    { title: 'x', user_id: a },
    hiddenFromAnon,
  ),
  get('no-RLS table: anon read', `${records}/no_rls`, asAnon, is.noRows),
  post('no-RLS table: anon insert', `${records}/no_rls`, returning(asAnon), { v: 'x' }, [
    201,
    [{ id: 1, v: 'x' }],
  ]),
]
