import { DatabaseError } from 'pg'

/** A refusal in InsForge's words; `body` is the response. */
export class InsForgeError extends Error {
  override readonly name = 'InsForgeError'

  constructor(
    readonly statusCode: number,
    readonly code: string,
    message: string,
    readonly nextActions?: string,
  ) {
    super(message)
  }

  get body(): object {
    const { code, message, statusCode, nextActions } = this
    return { error: code, message, statusCode, ...(nextActions && { nextActions }) }
  }
}

type Answer = (error: DatabaseError) => readonly [statusCode: number, code: string, next: string]

const answers: Readonly<Record<string, Answer>> = {
  '23502': ({ column = '' }) => [
    400,
    'MISSING_FIELD',
    `The ${column} field is required and cannot be empty. Please fill in a value and try again.`,
  ],
  '42P01': () => [
    400,
    'DATABASE_VALIDATION_ERROR',
    'The resource you are trying to access does not exist. Please check the table with get metadata tool and try again.',
  ],
  '42703': () => [
    400,
    'DATABASE_VALIDATION_ERROR',
    'Check the column name spelling and verify it exists in the table using GET /api/database/tables/{table}/schema',
  ],
  '42501': () => [
    403,
    'FORBIDDEN',
    'A row-level security policy denied this operation. Verify the calling user owns the row (uploaded_by / user_id matches the JWT sub), or that an appropriate INSERT/UPDATE/DELETE policy exists for this role.',
  ],
}

/** How InsForge answers when its own SQL, or a migration's, fails (backend/src/utils/errors.ts; the
 * codes that a migration of ours can meet). */
export function toInsForgeError(error: unknown): InsForgeError {
  if (error instanceof InsForgeError) return error
  const answer = error instanceof DatabaseError ? answers[error.code ?? ''] : undefined
  if (error instanceof DatabaseError && answer) {
    const [statusCode, code, nextActions] = answer(error)
    return new InsForgeError(statusCode, code, error.message, nextActions)
  }
  const message = error instanceof Error ? error.message : ''
  if (Object(error).type === 'entity.parse.failed') {
    // Newer versions of Node add line and column.
    const plain = message.replace(/ \(line \d+ column \d+\)$/, '')
    const next = 'Please ensure your request body contains valid JSON'
    return new InsForgeError(400, 'INVALID_INPUT', plain, next)
  }
  return new InsForgeError(500, 'INTERNAL_ERROR', message || 'Internal server error')
}
