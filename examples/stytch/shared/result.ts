/** What can go wrong, as the UI knows it. Each code has a sentence and a next step. */
export type ErrorCode =
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'invalid'
  | 'conflict'
  | 'unavailable'
  | 'misconfigured'

/** A failure that may be shown to the user: `message` is a full sentence without internals. */
export type Failure = { ok: false; code: ErrorCode; message: string }

export type Success<T> = { ok: true; data: T }

/** What every read and write answers; nothing is signalled by a thrown error. */
export type Result<T> = Success<T> | Failure

const messages: Record<ErrorCode, string> = {
  unauthenticated: 'You are signed out. Sign in again to go on.',
  forbidden: 'You may not do this.',
  not_found: 'This todo is gone: it was deleted elsewhere.',
  invalid: 'This was not accepted.',
  conflict: 'This was changed elsewhere meanwhile.',
  unavailable: 'The database cannot be reached. Try again in a moment.',
  misconfigured: 'This app is not set up completely. Whoever runs it finds the cause in its log.',
}

/** A failure with the code's own sentence, or with a more exact one. */
export function failure(code: ErrorCode, message: string = messages[code]): Failure {
  return { ok: false, code, message }
}

/** A success. */
export function success<T>(data: T): Success<T> {
  return { ok: true, data }
}

/** Whether the same call may succeed in a moment. */
export function canRetry({ code }: Failure): boolean {
  return code === 'unavailable' || code === 'unauthenticated' || code === 'misconfigured'
}

/** Thrown where a failure has to leave through several callers; `runAction` turns it into a result. */
export class AppError extends Error {
  readonly code: ErrorCode

  constructor(code: ErrorCode, message: string = messages[code]) {
    super(message)
    this.name = 'AppError'
    this.code = code
  }
}
