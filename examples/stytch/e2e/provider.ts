import { expect, type Page } from '@playwright/test'

/** Six digits that stand alone. */
const CODE = /(?<![\w-])\d{6}(?![\w-])/g

/**
 * From the sign-in page to the app, with a code by email.
 *
 * @param inbox The URL of a test inbox. It answers with the mail sent to `email`, the newest last.
 */
export async function signIn(page: Page, email: string, inbox: string): Promise<void> {
  const before = await codesIn(inbox)
  await page.getByRole('button', { name: 'Email me a code instead' }).click()
  await page.getByRole('textbox').fill(email)
  await page.getByRole('button', { name: 'Continue with email' }).click()
  const passcode = page.getByRole('textbox', { name: 'One-time passcode' })
  await expect(passcode).toBeVisible()
  await expect.poll(async () => (await codesIn(inbox)).length).toBeGreaterThan(before.length)
  await passcode.fill((await codesIn(inbox)).at(-1) ?? '')
}

async function codesIn(inbox: string): Promise<string[]> {
  const response = await fetch(inbox)
  if (!response.ok) throw new Error(`The inbox answers ${response.status}`)
  return (await response.text()).match(CODE) ?? []
}

/** From the app to wherever it leaves users who have signed out. */
export async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Sign out' }).click()
}
