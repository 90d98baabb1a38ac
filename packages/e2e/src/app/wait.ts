import { setTimeout as pause } from 'node:timers/promises'
import { START_TIMEOUT } from '../timeouts.ts'

/**
 * Waits until something answers at this URL, whatever the answer is.
 *
 * @throws when the process ends first, or after `START_TIMEOUT`: builds of other tests may be at work
 *   beside it.
 */
export async function waitForAnswer(url: string, ended: Promise<unknown>): Promise<void> {
  const deadline = AbortSignal.timeout(START_TIMEOUT)
  let gone = false
  void ended.then(() => {
    gone = true
  })
  while (!(await answers(url, deadline))) {
    if (gone) throw new Error('The process ended before it answered')
    await pause(50, undefined, { signal: deadline })
  }
}

async function answers(url: string, signal: AbortSignal): Promise<boolean> {
  try {
    const response = await fetch(url, { redirect: 'manual', signal })
    await response.body?.cancel()
    return true
  } catch (error) {
    if (signal.aborted) throw error
    return false
  }
}
