import { type ErrorCode, type Failure, failure } from '../result'

/** What the SDK answers, in all of its shapes: PostgREST's, InsForge's own, and a failed network. */
export interface InsForgeResponse {
  status: number
  error: unknown
}

/** SQLSTATEs whose meaning the HTTP status does not carry. */
const bySqlState: Record<string, ErrorCode> = {
  '23505': 'conflict',
  '23514': 'invalid',
}

/**
 * The one place where an answer of InsForge becomes an error code: by HTTP status, then SQLSTATE.
 * Nothing of the answer's own text goes on: `details` can hold rows and stack traces.
 */
export function toFailure({ status, error }: InsForgeResponse): Failure {
  // What PostgREST 12 says when Postgres dies under a request: a 400 without a reason.
  if (status === 400 && isEmpty(error)) return failure('unavailable')
  return failure(bySqlState[sqlState(error)] ?? byStatus(status))
}

function isEmpty(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false
  return 'code' in error && error.code === '' && 'message' in error && error.message === ''
}

function byStatus(status: number): ErrorCode {
  if (status === 0 || status === 408 || status === 429 || status >= 500) return 'unavailable'
  if (status === 401) return 'unauthenticated'
  if (status === 403) return 'forbidden'
  if (status === 406) return 'not_found'
  if (status === 409) return 'conflict'
  // 404 is a table or function that does not exist: the migrations have not been applied.
  return status === 404 ? 'misconfigured' : 'invalid'
}

/** The SQLSTATE of a PostgREST error, or an empty string. */
export function sqlState(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return ''
  return typeof error.code === 'string' ? error.code : ''
}
