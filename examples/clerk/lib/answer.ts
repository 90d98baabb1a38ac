import { z } from 'zod'
import { logCause } from './log'
import { type ErrorCode, type Failure, failure, type Result, success } from './result'

/** What the SDK returns, in all of its shapes: PostgREST's, InsForge's own, and a failed network. */
export interface Answer {
  status: number
  error: unknown
  data?: unknown
}

/** SQLSTATEs whose meaning the HTTP status does not carry. */
const bySqlState: Record<string, ErrorCode> = { '23505': 'conflict', '23514': 'invalid' }

const errorSchema = z.object({
  code: z.string().catch(''),
  // InsForge's own code, such as AUTH_UNAUTHORIZED.
  error: z.string().catch(''),
  message: z.string().catch(''),
})

/**
 * The one place where an answer of InsForge becomes a failure: by SQLSTATE, then HTTP status. Its
 * text goes neither to the user nor to the log, because it can hold rows.
 */
export function toFailure({ status, error }: Answer): Failure {
  const { code, error: name, message } = errorSchema.catch(noError).parse(error)
  // The SDK's own text, about the connection.
  const network = status === 0 ? (/^InsForgeError: (.*)/.exec(message)?.[1] ?? 'unreadable') : ''
  logCause('InsForge refused or did not answer.', { status, code: code || name, network })
  // What PostgREST 12 answers when Postgres ends during a request: a 400 without a reason.
  if (status === 400 && code === '' && name === '' && message === '') return failure('unavailable')
  return failure(bySqlState[code] ?? byStatus(status))
}

const noError = { code: '', error: 'no details', message: '' }

function byStatus(status: number): ErrorCode {
  if (status === 429) return 'busy'
  if (status === 0 || status === 408 || status >= 500) return 'unavailable'
  if (status === 401) return 'unauthenticated'
  if (status === 403) return 'forbidden'
  if (status === 406) return 'not_found'
  if (status === 409) return 'conflict'
  // 404 is a table or function that does not exist: the migrations have not been applied.
  return status === 404 ? 'misconfigured' : 'invalid'
}

/** The SQLSTATE of an answer, or an empty string. */
export function sqlState({ error }: Answer): string {
  return errorSchema.catch(noError).parse(error).code
}

/** Reads the rows of an answer. A row that the schema does not accept is left out and logged. */
export function readRows<Row>(answer: Answer, schema: z.ZodType<Row>): Result<Row[]> {
  if (answer.error) return toFailure(answer)
  const { status, data } = answer
  if (!Array.isArray(data)) {
    logCause('InsForge answered with something else than rows.', { status, type: typeof data })
    return failure('unavailable')
  }
  const parsed = data.map((row) => schema.safeParse(row))
  const problems = parsed.flatMap(
    ({ error }) => error?.issues.map(({ path }) => path.join('.')) ?? [],
  )
  if (problems.length > 0) {
    logCause('Rows were left out: a column holds what the schema does not accept.', {
      columns: [...new Set(problems)].join(', '),
    })
  }
  return success(parsed.flatMap((row) => (row.success ? [row.data] : [])))
}

/**
 * Reads the one row of an answer. Row-level security answers a write to a foreign row with no rows
 * and no error: a write that hit no row is `not_found`.
 */
export function readRow<Row>(answer: Answer, schema: z.ZodType<Row>): Result<Row> {
  const rows = readRows(answer, schema)
  if (!rows.ok) return rows
  const [row] = rows.data
  return row === undefined ? failure('not_found') : success(row)
}
