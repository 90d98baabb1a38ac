import type { Page } from '@playwright/test'
import { createUser } from '../src/providers/index.ts'
import { expectNoViolations } from './axe.ts'
import { expect, isSignInPage, provider, stage, test } from './test.ts'

/** Some forms are made by the provider's scripts, heading and all. */
const formIsThere = (page: Page) => expect(page.getByRole('heading', { level: 1 })).toBeVisible()

test('axe finds no barrier, light or dark: the sign-in page', async ({ page }) => {
  await page.goto('/todos')
  await expect(page).toHaveURL(isSignInPage)
  await formIsThere(page)
  await expectNoViolations(page)
})

test('axe finds no barrier, light or dark: a sign-in that was refused', async ({ page }) => {
  await page.goto('/todos')
  await provider.signInWrongly(page, await createUser(stage))
  await expect(page.getByText(provider.refusal).first()).toBeVisible()
  await expectNoViolations(page)
})

test('axe finds no barrier, light or dark: the page of a failed sign-in', async ({ page }) => {
  await page.goto(provider.signInFailed)
  await formIsThere(page)
  await expectNoViolations(page)
})

test('the emulator’s own page is marked as one', async ({ page }) => {
  await page.goto(provider.emulatorPage(stage))
  expect(new URL(page.url()).origin).toBe(stage.emulatorUrl)
  await expect(page.getByText('Nothing you type leaves this machine.')).toBeVisible()
})
