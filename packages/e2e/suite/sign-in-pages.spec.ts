import type { Page } from '@playwright/test'
import { createUser } from '../src/driver.ts'
import { expectNoViolations } from './axe.ts'
import { expect, isSignInPage, provider, stage, test } from './test.ts'

/** Some forms are made by the provider's scripts, heading and all. */
const formIsThere = (page: Page) => expect(page.getByRole('heading', { level: 1 })).toBeVisible()

/** How a page gets to what a user who is not signed in yet sees. */
const states: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  'the sign-in page': async (page) => {
    await page.goto('/todos')
    await expect(page).toHaveURL(isSignInPage)
    await formIsThere(page)
  },
  'a sign-in that was refused': async (page) => {
    await page.goto('/todos')
    await provider.signInWrongly(page, await createUser(stage))
    await expect(page.getByText(provider.refusal).first()).toBeVisible()
  },
  'the page of a failed sign-in': async (page) => {
    await page.goto(provider.signInFailed)
    await formIsThere(page)
  },
}

for (const [state, arrive] of Object.entries(states)) {
  test(`axe finds no barrier, light or dark: ${state}`, async ({ page }) => {
    await arrive(page)
    await expectNoViolations(page)
  })
}

test('the emulator’s own page is marked as one', async ({ page }) => {
  await page.goto(provider.emulatorPage(stage))
  expect(new URL(page.url()).origin).toBe(stage.emulatorUrl)
  await expect(page.getByText('Nothing you type leaves this machine.')).toBeVisible()
})
