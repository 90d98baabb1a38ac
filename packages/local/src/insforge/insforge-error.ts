/** A refusal as InsForge words it; `body` is what it answers. */
export class InsForgeError extends Error {
  override readonly name = 'InsForgeError'
  readonly statusCode: number
  readonly code: string
  readonly nextActions: string | undefined

  constructor(statusCode: number, code: string, message: string, nextActions?: string) {
    super(message)
    this.statusCode = statusCode
    this.code = code
    this.nextActions = nextActions
  }

  get body(): Record<string, unknown> {
    const { code, message, statusCode, nextActions } = this
    return { error: code, message, statusCode, ...(nextActions && { nextActions }) }
  }
}
