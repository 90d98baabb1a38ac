import type { Page } from '@playwright/test'

/** From the sign-in page to the app, with a code: Stytch's test address has one that never changes. */
export async function signIn(page: Page, email: string, code: string): Promise<void> {
  await page.getByRole('button', { name: 'Email me a code instead' }).click()
  await page.getByRole('textbox').fill(email)
  await page.getByRole('button', { name: 'Continue with email' }).click()
  await page.getByRole('textbox').fill(code)
}

/** From the app to wherever it leaves people who have signed out. */
export async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Sign out' }).click()
}
