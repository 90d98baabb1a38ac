import type { Page } from '@playwright/test'
import { stage } from '../../suite/test.ts'

/** Lets every write of the page reach InsForge, and holds what is answered back. */
export async function heldAnswers(page: Page) {
  const held: (() => void)[] = []
  let isOpen = false
  await page.route(`${stage.env.NEXT_PUBLIC_INSFORGE_URL}/**`, async (route) => {
    if (isOpen || ['GET', 'HEAD', 'OPTIONS'].includes(route.request().method())) {
      return route.continue()
    }
    const response = await route.fetch()
    await new Promise<void>((resolve) => held.push(resolve))
    await route.fulfill({ response })
  })
  return {
    count: () => held.length,
    async letThrough() {
      isOpen = true
      for (const answer of held) answer()
    },
  }
}
