import { test as base, expect, type Page } from '@playwright/test'
import { staysHere } from '../src/guard/guard.ts'
import { createUser, providerPages } from '../src/providers/index.ts'
import type { Person } from '../src/providers/person.ts'
import { readStage } from '../src/stage.ts'

export { expect }

/** The run that these tests are part of. */
export const stage = readStage()

/** The provider's own pages. */
export const provider = providerPages(stage)

/** Playwright's `test`, which fails when a page asks for anything outside this machine, or does what its
 * Content-Security-Policy forbids. */
export const test = base.extend<{ outside: string[]; violations: string[] }>({
  outside: [
    async ({ context }, use) => {
      const outside: string[] = []
      await context.route(
        (url) => !staysHere(url.href),
        async (route) => {
          outside.push(route.request().url())
          await route.abort()
        },
      )
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

/** Opens the app as somebody who has an account, and signs in where it leads. */
export async function signIn(page: Page, person?: Person): Promise<Person> {
  const someone = person ?? (await createUser(stage))
  await page.goto('/')
  await provider.signIn(page, someone)
  await expect(page.getByRole('textbox', { name: 'New todo' })).toBeVisible()
  return someone
}

/** Whether this is where people say who they are. */
export const isSignInPage = ({ href }: URL) => href.startsWith(provider.signInPage(stage))

/** Signs out as the app offers it. */
export async function signOut(page: Page): Promise<void> {
  for (const { role, name } of provider.signOut) await page.getByRole(role, { name }).click()
}

/** Writes a todo and waits until it stands in the list. */
export async function addTodo(page: Page, title: string): Promise<void> {
  await page.getByRole('textbox', { name: 'New todo' }).fill(title)
  await stored(page, () => page.getByRole('button', { name: 'Add' }).click())
  await expect(page.getByRole('checkbox', { name: title })).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'New todo' })).toHaveValue('')
}

/** Does something that is stored, and waits until the app says that it is. */
export async function stored(page: Page, act: () => Promise<void>): Promise<void> {
  await act()
  await expect(savedStatus(page)).toBeVisible()
}

/** Stands on the page once the last change has been stored. */
export function savedStatus(page: Page) {
  return page.getByRole('status').getByText('Saved', { exact: true })
}
