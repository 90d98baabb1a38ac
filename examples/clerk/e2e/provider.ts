import type { Page } from '@playwright/test'

/** From Clerk’s form to the app. It asks for the address first, then for the password. */
export async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel('Email address').fill(email)
  await page.getByRole('button', { name: 'Continue', exact: true }).click()
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Continue', exact: true }).click()
}

/** From the app to the page that follows a sign-out. */
export async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Open user menu' }).click()
  await page.getByText('Sign out', { exact: true }).click()
}
