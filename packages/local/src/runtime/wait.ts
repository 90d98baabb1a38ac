import { setTimeout as sleep } from 'node:timers/promises'

/** Asks until the condition holds; false when it still does not after `withinMs` milliseconds. */
export async function holdsWithin(
  withinMs: number,
  condition: () => boolean | Promise<boolean>,
): Promise<boolean> {
  const deadline = performance.now() + withinMs
  while (!(await condition())) {
    if (performance.now() > deadline) return false
    await sleep(10)
  }
  return true
}
