import type { Page } from '@playwright/test'

/** From WorkOS's hosted page to the app; it asks for the address and the password, on one page or two. */
export async function signIn(page: Page, email: string, password: string): Promise<void> {
  const passwordField = page.getByLabel('Password', { exact: true })
  await page.getByLabel('Email').fill(email)
  if (!(await passwordField.isVisible()))
    await page.getByRole('button', { name: 'Continue', exact: true }).click()
  await passwordField.fill(password)
  await page.getByRole('button', { name: /^(continue|sign in)$/i }).click()
}

/** From the app to wherever it leaves people who have signed out. */
export async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Sign out' }).click()
}
