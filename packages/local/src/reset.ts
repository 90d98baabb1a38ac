import { UserError } from './runtime/user-error.ts'

/** Whether no one has an account at these emulators yet. */
export async function haveNoUsers(emulatorUrls: readonly string[]): Promise<boolean> {
  const counts = emulatorUrls.map(async (url) => {
    const answer = await fetch(`${url}/_emulate/users`)
    return ((await answer.json()) as { users: unknown[] }).users.length
  })
  return (await Promise.all(counts)).every((count) => count === 0)
}

/** Has emulators go back to what they began with, and with them the tables. Throws a UserError that
 * tells which row was refused. */
export async function resetEmulators(urls: readonly string[]): Promise<void> {
  for (const url of urls) {
    const answer = await fetch(`${url}/_emulate/reset`, { method: 'POST' })
    if (answer.ok) continue
    const { message } = (await answer.json()) as { message?: string }
    throw new UserError(
      message ?? `The reset failed with ${answer.status}: see the emulator's log.`,
    )
  }
}
