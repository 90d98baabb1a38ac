const misconfigured = 'This app isn’t fully configured. Check the server log.'

const messages = {
  unauthenticated: 'You’re signed out. Sign in again to continue.',
  user_changed: 'Another account is signed in now. Nothing was saved.',
  forbidden: 'You don’t have permission to do this.',
  not_found: 'It’s gone. It may have been deleted in another tab.',
  invalid: 'That wasn’t accepted.',
  conflict: 'It was changed somewhere else in the meantime.',
  busy: 'The database is busy. Wait a moment, then try again.',
  unavailable: 'Couldn’t reach the database. Try again in a moment.',
  outdated: 'The app was updated. Reload the page to continue.',
  rejected:
    process.env.NODE_ENV === 'development'
      ? 'InsForge rejects this app’s tokens: INSFORGE_JWT_SECRET isn’t this project’s. Run npm run doctor.'
      : misconfigured,
  misconfigured,
}

/** What can go wrong, as the UI knows it. */
export type ErrorCode = keyof typeof messages

/** A failure that may be shown to the user: `message` is a sentence without internals. */
export interface Failure {
  ok: false
  code: ErrorCode
  message: string
  /** What a form without JavaScript sent, so that the page that comes back still has it. */
  sent?: Record<string, string>
}

export type Success<T> = { ok: true; data: T }

/** What every read and write returns. Failures are results, not exceptions. */
export type Result<T> = Success<T> | Failure

/** A failure with the code's own sentence, or a more specific one. */
export function failure(code: ErrorCode, message: string = messages[code]): Failure {
  return { ok: false, code, message }
}

/** A success. */
export const success = <T>(data: T): Success<T> => ({ ok: true, data })

/** True if the same call may succeed in a moment. */
export function canRetry({ code }: Failure): boolean {
  return ['busy', 'unavailable', 'unauthenticated', 'rejected', 'misconfigured'].includes(code)
}

/** Thrown where a failure has to pass through several callers; `userAction` returns it as a result. */
export class AppError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string = messages[code],
  ) {
    super(message)
  }
}

/** Runs a call from the browser to this app. A connection that fails is a result too. */
export async function attempt<T>(call: () => Promise<T>): Promise<T | Failure> {
  try {
    return await call()
  } catch (error) {
    // Next's name for a Server Action of another build: this tab was open across a deployment.
    if (error instanceof Error && error.name === 'UnrecognizedActionError') {
      return failure('outdated')
    }
    return failure('unavailable', 'Couldn’t reach the app. Try again in a moment.')
  }
}
