import { expect, type Page } from '@playwright/test'
import * as list from './list.ts'

/** Opens the account page by the user menu. */
export async function openAccount(page: Page): Promise<void> {
  await page
    .getByRole('banner')
    .getByRole('link', { name: /^Your account/ })
    .click()
  await expect(page.getByRole('heading', { name: 'Your account', exact: true })).toBeVisible()
}

/** Types what confirms a deletion and sends the form; does not wait for what comes of it. */
export async function submitDeletion(page: Page, confirmation = 'DELETE'): Promise<void> {
  await page.getByLabel('To confirm, type').fill(confirmation)
  await list.press(page, 'Delete my account')
}

/** Expects the page on which a deletion ends. */
export async function expectDeleted(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { name: 'Your account is deleted' })).toBeVisible()
}
