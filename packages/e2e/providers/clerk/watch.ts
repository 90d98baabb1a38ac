import type { Page } from '@playwright/test'

/** How a page looked after one of its changes. */
export interface Look {
  path: string
  text: string
}

/** Every look of the page from now on, oldest first, also after it has been loaded anew. */
export async function watch(page: Page): Promise<readonly Look[]> {
  const looks: Look[] = []
  await page.exposeFunction('reportLook', (look: Look) => looks.push(look))
  await page.addInitScript(reportLooks)
  await page.evaluate(reportLooks)
  return looks
}

function reportLooks() {
  const { reportLook } = window as unknown as { reportLook: (look: Look) => void }
  const report = () => reportLook({ path: location.pathname, text: document.body?.innerText ?? '' })
  new MutationObserver(report).observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
  })
}
