import { expect, type Page } from '@playwright/test'
import { isWrite } from './writes.ts'

/** Holds every write of a page back until the test lets it go on. */
export async function holdWrites(page: Page) {
  const held: (() => void)[] = []
  let isOpen = false
  await page.route('**', async (route) => {
    if (isOpen || !isWrite(route.request())) return route.fallback()
    await new Promise<void>((resolve) => held.push(resolve))
    await route.continue()
  })
  return {
    count: () => held.length,
    /** Lets the oldest one go on. */
    async letThrough() {
      await expect.poll(() => held.length).toBeGreaterThan(0)
      held.shift()?.()
    },
    /** Lets all go on, and those to come. */
    open() {
      isOpen = true
      for (const goOn of held.splice(0)) goOn()
    },
  }
}
