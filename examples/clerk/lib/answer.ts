import { logCause } from './log'
import { type ErrorCode, type Failure, failure, type Result, success } from './result'
import * as z from './validation'

/** What the SDK returns. */
export interface Answer {
  status: number
  error: unknown
  data?: unknown
}

/** All shapes of an error: PostgREST's (`code`), InsForge's own (`error`), and a failed network. */
const text = z.string().catch('')
const errorSchema = z
  .object({ code: text, error: text, message: text })
  .catch({ code: '', error: '', message: '' })

/** The SQLSTATE of an answer, or an empty string. */
export const sqlState = ({ error }: Answer) => errorSchema.parse(error).code

const { NEXT_PUBLIC_INSFORGE_URL: url = '' } = process.env

/** Where InsForge is asked; undefined in a browser, which shows it. */
const host = URL.canParse(url) ? new URL(url).host : undefined

/** What to do, by status. */
const hints: Record<number, string> = {
  0: 'Is InsForge up, and NEXT_PUBLIC_INSFORGE_URL its address?',
  401: 'The token is not signed with this project’s JWT secret, or a clock is off.',
  404: 'Are the migrations applied? See “Set it up” in README.md.',
}

const codes: Record<number, ErrorCode> = {
  0: 'unavailable',
  // The token has just been signed: its user is signed in.
  401: 'rejected',
  403: 'forbidden',
  // A table or function that doesn't exist: the migrations have not been applied.
  404: 'misconfigured',
  406: 'not_found',
  408: 'unavailable',
  409: 'conflict',
  429: 'busy',
}

/**
 * The one place where an answer of InsForge becomes a failure. Its text goes neither to the user nor
 * to the log, because it can hold rows; only what the SDK itself says about the connection does.
 */
export function toFailure({ status, error }: Answer): Failure {
  const { code, error: name, message } = errorSchema.parse(error)
  const network = status === 0 ? (/^InsForgeError: (.*)/.exec(message)?.[1] ?? 'unreadable') : ''
  const facts = { host, status, error: code || name, network, hint: hints[status] }
  logCause('InsForge refused or did not answer.', facts)
  // What PostgREST 12 answers when Postgres ends during a request: a 400 without a reason.
  const isOutage = status >= 500 || (status === 400 && !code && !name && !message)
  return failure(isOutage ? 'unavailable' : (codes[status] ?? 'invalid'))
}

/** Reads the rows of an answer. A row that the schema doesn't accept is left out and logged. */
export function readRows<Row>(answer: Answer, schema: z.ZodType<Row>): Result<Row[]> {
  if (answer.error) return toFailure(answer)
  if (!Array.isArray(answer.data)) {
    const { status } = answer
    logCause('InsForge answered with something else than rows.', { host, status, hint: hints[0] })
    return failure('unavailable')
  }
  const rows = answer.data.map((row) => schema.safeParse(row))
  const problems = rows.flatMap(({ error }) => error?.issues ?? [])
  if (problems.length > 0) {
    const columns = [...new Set(problems.map(({ path }) => path.join('.') || 'row'))].join(', ')
    logCause('Rows were left out: the schema does not accept:', { columns })
  }
  return success(rows.flatMap((row) => (row.success ? [row.data] : [])))
}

/**
 * Reads the one row of an answer. Row-level security answers a write to a foreign row with no rows
 * and no error: a write that hit no row is `not_found`. A row that can't be read is not a missing one.
 */
export function readRow<Row>(answer: Answer, schema: z.ZodType<Row>): Result<Row> {
  const rows = readRows(answer, schema)
  if (!rows.ok) return rows
  const [row] = rows.data
  if (row !== undefined) return success(row)
  const isEmpty = Array.isArray(answer.data) && answer.data.length === 0
  return failure(isEmpty ? 'not_found' : 'unavailable')
}
