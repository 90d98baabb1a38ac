/** What the real InsForge 2.3.1 answered, as recorded (ids and times masked). */
export type Recorded = readonly [status: number, body: unknown]

const nextToken = 'Check the token is valid or login to get a new token.'
const unauthorized = (message: string, statusCode = 401): Recorded => [
  statusCode,
  { error: 'AUTH_UNAUTHORIZED', message, statusCode },
]
const credentials = (message: string): Recorded => [
  401,
  { error: 'AUTH_INVALID_CREDENTIALS', message, statusCode: 401, nextActions: nextToken },
]
export const postgrest = (
  status: number,
  code: string,
  message: string,
  details: unknown = null,
): Recorded => [status, { code, details, hint: null, message }]
export const invalidJson = (message: string): Recorded => [
  400,
  {
    error: 'INVALID_INPUT',
    message,
    statusCode: 400,
    nextActions: 'Please ensure your request body contains valid JSON',
  },
]

export const noToken = credentials('No token provided')
export const wrongAnonKey = credentials('Invalid anon key')
export const wrongApiKey: Recorded = [
  401,
  {
    error: 'AUTH_INVALID_API_KEY',
    message: 'Invalid API key',
    statusCode: 401,
    nextActions: 'Check the API key is valid or generate a new API key.',
  },
]
export const invalidToken = unauthorized('Invalid token')
export const invalidSubject = unauthorized('Invalid token subject')
export const invalidRole = unauthorized('Invalid user role claim', 403)
export const noRefreshToken = unauthorized('No refresh token provided')
export const denied = postgrest(401, '42501', 'permission denied for table todos')
export const violatesPolicy = postgrest(
  403,
  '42501',
  'new row violates row-level security policy for table "todos"',
)

const row = (user_id: string, title: string) => ({ id: '<uuid>', user_id, title })
export const rowOfA: Recorded = [200, [row('user_2abc', 'A-row')]]
export const rowOfB: Recorded = [200, [row('auth0|123', 'B-row')]]
export const rowsOfBoth: Recorded = [200, [row('user_2abc', 'A-row'), row('auth0|123', 'B-row')]]
export const noRows: Recorded = [200, []]

/** A whole row as it was recorded. */
export const whole = (user_id: string, title: string, is_complete = false) => ({
  ...row(user_id, title),
  is_complete,
  created_at: '<ts>',
})
