import { test as base, expect } from '@playwright/test'
import { staysHere } from '../src/guard/guard.ts'

export { expect }

/** Playwright's `test`, which fails when a page asks for anything outside this machine, or does what its
 * Content-Security-Policy forbids. */
export const test = base.extend<{ outside: string[]; violations: string[] }>({
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
})
