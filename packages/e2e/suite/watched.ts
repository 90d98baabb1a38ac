import { test as base, type ConsoleMessage, expect, type Page } from '@playwright/test'
import { staysHere } from '../src/guard/guard.ts'

export { expect }

interface Watched {
  /** A page in another browser. */
  other: Page
  /** What the pages of this browser asked for outside this machine. */
  outside: string[]
  /** What a Content-Security-Policy forbade in them. */
  violations: string[]
  /** Attaches what the pages of this browser showed to a test that failed. */
  shown: undefined
}

/** Playwright's `test`, which fails when a page asks for anything outside this machine, or does what its
 * Content-Security-Policy forbids. */
export const test = base.extend<Watched>({
  other: async ({ browser }, use) => {
    const context = await browser.newContext()
    await use(await context.newPage())
    await context.close()
  },
  outside: [
    async ({ context }, use) => {
      const outside: string[] = []
      context.on('request', (request) => {
        if (!staysHere(request.url())) outside.push(request.url())
      })
      await use(outside)
      expect(outside, 'what the page asked for outside this machine').toEqual([])
    },
    { auto: true },
  ],
  violations: [
    async ({ context }, use) => {
      const violations: string[] = []
      await context.exposeBinding('reportViolation', (_, text: string) => violations.push(text))
      await context.addInitScript(() => {
        document.addEventListener('securitypolicyviolation', (event) => {
          const { reportViolation } = window as unknown as {
            reportViolation: (text: string) => void
          }
          reportViolation(`${event.effectiveDirective} ${event.blockedURI} on ${event.documentURI}`)
        })
      })
      await use(violations)
      expect(violations, 'what a Content-Security-Policy refused').toEqual([])
    },
    { auto: true },
  ],
  // Of a failure on CI that is rare, the summary may be all that is left.
  shown: [
    async ({ context }, use, info) => {
      await use(undefined)
      if (info.status === info.expectedStatus) return
      for (const page of context.pages()) {
        const body = await page.locator('body').ariaSnapshot({ timeout: 5_000 }).catch(String)
        await info.attach('shown', { body: `${page.url()}\n${body}`, contentType: 'text/plain' })
      }
    },
    { auto: true },
  ],
})

/** The paths that this page asks for from now on, or the pages among them. */
export function visitsOf(page: Page, which: 'all' | 'pages' = 'all'): string[] {
  const visited: string[] = []
  page.on('request', (request) => {
    if (which === 'pages' && !request.isNavigationRequest()) return
    visited.push(new URL(request.url()).pathname)
  })
  return visited
}

/** Errors and warnings on the console of this page from now on, unless they are expected. */
export function consoleOf(page: Page, isExpected: (said: ConsoleMessage) => boolean): string[] {
  const said: string[] = []
  page.on('console', (message) => {
    const isMeant = ['error', 'warning'].includes(message.type()) && !isExpected(message)
    if (isMeant) said.push(message.text())
  })
  page.on('pageerror', (error) => said.push(String(error)))
  return said
}
