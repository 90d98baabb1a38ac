/** A failure that its message explains: shown to people as it is, without a stack. */
export class UserError extends Error {
  override readonly name = 'UserError'
}
