import { expect, type Page, type Request } from '@playwright/test'
import { stage } from './test.ts'

const isWriteMethod = (request: Request) => ['POST', 'PATCH', 'DELETE'].includes(request.method())

/** True for a browser's own request at InsForge that stores something. */
export const isRowWrite = (request: Request): boolean =>
  isWriteMethod(request) && new URL(request.url()).pathname.startsWith('/api/database/records/')

/** True for a request that stores something: a Server Action, or the browser's own at InsForge. */
export const isWrite = (request: Request): boolean =>
  isRowWrite(request) ||
  (isWriteMethod(request) && request.url().startsWith(`${stage.appUrl}/todos`))

/**
 * Holds what a page asks for back until the test lets it go on, as a slow network would.
 *
 * @param isHeld Which requests.
 * @param until Whether they have been answered by then.
 */
export async function hold(
  page: Page,
  isHeld: (request: Request) => boolean,
  until: 'sent' | 'answered' = 'sent',
) {
  const held: (() => void)[] = []
  let isOpen = false
  await page.route('**', async (route) => {
    if (isOpen || !isHeld(route.request())) return route.fallback()
    const response = until === 'answered' ? await route.fetch() : undefined
    await new Promise<void>((resolve) => held.push(resolve))
    await (response ? route.fulfill({ response }) : route.continue())
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

/** Holds every write of a page back. */
export const holdWrites = (page: Page) => hold(page, isWrite)

/** Holds the scripts of the pages back. */
export const holdScripts = (page: Page) => hold(page, (request) => request.url().endsWith('.js'))
