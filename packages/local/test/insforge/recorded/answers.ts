/** What the real InsForge 2.3.1 answered, as recorded (ids and times masked). */
export type Recorded = readonly [status: number, body: unknown]

/** An error in InsForge's own shape. */
export const refused = (
  statusCode: number,
  error: string,
  message: string,
  nextActions?: string,
): Recorded => [
  statusCode,
  { error, message, statusCode, ...(nextActions !== undefined && { nextActions }) },
]
/** An error in PostgREST's shape. */
export const postgrest = (
  status: number,
  code: string,
  message: string,
  details: unknown = null,
): Recorded => [status, { code, details, hint: null, message }]

const nextToken = 'Check the token is valid or login to get a new token.'
const nextKey = 'Check the API key is valid or generate a new API key.'
const nextJson = 'Please ensure your request body contains valid JSON'
export const invalidJson = (message: string) => refused(400, 'INVALID_INPUT', message, nextJson)
export const noToken = refused(401, 'AUTH_INVALID_CREDENTIALS', 'No token provided', nextToken)
export const wrongAnonKey = refused(401, 'AUTH_INVALID_CREDENTIALS', 'Invalid anon key', nextToken)
export const wrongApiKey = refused(401, 'AUTH_INVALID_API_KEY', 'Invalid API key', nextKey)
export const invalidToken = refused(401, 'AUTH_UNAUTHORIZED', 'Invalid token')
export const invalidSubject = refused(401, 'AUTH_UNAUTHORIZED', 'Invalid token subject')
export const invalidRole = refused(403, 'AUTH_UNAUTHORIZED', 'Invalid user role claim')
export const denied = postgrest(401, '42501', 'permission denied for table todos')
export const violates = (status: number, table: string) =>
  postgrest(status, '42501', `new row violates row-level security policy for table "${table}"`)
export const isNull = (column: string, details: unknown = null) => {
  const what = `null value in column "${column}" of relation "todos"`
  return postgrest(400, '23502', `${what} violates not-null constraint`, details)
}

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
