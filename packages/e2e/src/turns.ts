import { mkdirSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { lockFolder, UserError } from '@insforge-auth-starters/local'

/**
 * Waits until it is the turn of this process, of all that ask for it in the same folder. What is
 * returned ends the turn; a process that ends without it has ended its turn as well.
 *
 * @param what Whose turn it is.
 */
export async function takeTurn(folder: string, what: string): Promise<() => void> {
  mkdirSync(folder, { recursive: true })
  for (;;) {
    const end = tryTurn(folder, what)
    if (end) return end
    await pause(100)
  }
}

function tryTurn(folder: string, what: string): (() => void) | undefined {
  try {
    const end = lockFolder(folder, what)
    let isOver = false
    return () => {
      // By then it may be the turn of another.
      if (!isOver) end()
      isOver = true
    }
  } catch (error) {
    if (error instanceof UserError) return undefined
    throw error
  }
}
