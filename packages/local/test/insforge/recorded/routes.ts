import { bearer, tokenFor } from '../client.ts'
import * as is from './answers.ts'
import { a } from './credentials.ts'
import { asA, asAdmin, asAnon, type RequestCase } from './writes.ts'

const get = (
  name: string,
  path: string,
  headers: () => Record<string, string>,
  answer: is.Recorded,
): RequestCase => ({ name, method: 'GET', path, headers, answer })
const post = (
  name: string,
  path: string,
  headers: () => Record<string, string>,
  body: unknown,
  answer: is.Recorded,
): RequestCase => ({ name, method: 'POST', path, headers, body, answer })

const notFound = (path: string): is.Recorded => [
  404,
  {
    error: 'NOT_FOUND',
    message: `Endpoint ${path} not found`,
    statusCode: 404,
    nextActions: 'Please check the API documentation for available endpoints',
  },
]
const notExposed = is.postgrest(406, 'PGRST106', 'The schema must be one of the following: public')
const legacyAnon = () => bearer(tokenFor(a, { role: 'anon' }))
const violates = is.postgrest(
  401,
  '42501',
  'new row violates row-level security policy for table "official_todos"',
)
const table = '/api/database/records'

/** Beside the table: other routes, schemas, functions, and tables whose grants nobody revoked. */
export const routeCases: readonly RequestCase[] = [
  get('GET table with quote char', `${table}/to%22dos`, asA, [
    400,
    {
      error: 'DATABASE_VALIDATION_ERROR',
      message: 'Invalid table name: cannot contain quotes or control characters',
      statusCode: 400,
      nextActions:
        'The table name cannot contain double quotes or control characters (tabs, newlines, etc.)',
    },
  ]),
  get('GET ?schema=auth users', `${table}/users?schema=auth`, asA, notExposed),
  get(
    'GET Accept-Profile: auth',
    `${table}/users`,
    () => ({ ...asA(), 'accept-profile': 'auth' }),
    notExposed,
  ),
  post('rpc requesting_user_id POST', '/api/database/rpc/requesting_user_id', asA, {}, [200, a]),
  post('rpc requesting_user_id anon key', '/api/database/rpc/requesting_user_id', asAnon, {}, [
    200,
    null,
  ]),
  get('route without table', `${table}/`, asA, notFound(`${table}/`)),
  get('baseUrl with trailing slash', `/${table}/todos`, asA, notFound(`/${table}/todos`)),
  post('POST /api/auth/refresh w/o cookie', '/api/auth/refresh', () => ({}), {}, is.noRefreshToken),
  get('GET /api/auth/sessions/current third-party', '/api/auth/sessions/current', asA, [
    500,
    {
      error: 'INTERNAL_ERROR',
      message: 'invalid input syntax for type uuid: "user_2abc"',
      statusCode: 500,
    },
  ]),
  get('GET /api/secrets/JWT_SECRET with user token', '/api/secrets/JWT_SECRET', asA, [
    403,
    {
      error: 'AUTH_UNAUTHORIZED',
      message: 'Admin access required',
      statusCode: 403,
      nextActions: 'Check the admin token is valid or login as admin to get a new token.',
    },
  ]),
  get(
    'GET /api/secrets/JWT_SECRET with role=project_admin token',
    '/api/secrets/JWT_SECRET',
    asAdmin,
    [200, { key: 'JWT_SECRET', value: '<64 hex>' }],
  ),
  get('GET /api/health', '/api/health', () => ({}), [
    200,
    { status: 'ok', version: '2.3.1', service: 'Insforge OSS Backend', timestamp: '<ts>' },
  ]),
  get('README-schema table: no token', `${table}/official_todos`, () => ({}), is.noToken),
  get('README-schema table: anon key', `${table}/official_todos`, asAnon, is.noRows),
  get('README-schema table: legacy anon JWT', `${table}/official_todos`, legacyAnon, is.noRows),
  post('README-schema: anon insert', `${table}/official_todos`, asAnon, { title: 'x' }, violates),
  post(
    'README-schema: anon insert user_id=A',
    `${table}/official_todos`,
    asAnon,
    { title: 'x', user_id: a },
    violates,
  ),
  get('no-RLS table: anon read', `${table}/no_rls`, asAnon, is.noRows),
  post(
    'no-RLS table: anon insert',
    `${table}/no_rls`,
    () => ({ ...asAnon(), prefer: 'return=representation' }),
    { v: 'x' },
    [201, [{ id: 1, v: 'x' }]],
  ),
]
