import { expect, type Page } from '@playwright/test'
import { type Addressee, newestMail } from '../../src/mail.ts'
import { type AppStage, readStage } from '../../src/stage.ts'

/** Has Stytch's form send a link; its address, which is where the button in the mail leads. */
export async function askForLink(
  page: Page,
  person: Addressee,
  app: AppStage = readStage(),
): Promise<string> {
  await submitAddress(page, person)
  await expect(page.getByText('Check your email')).toBeVisible()
  const { link } = await newestMail(person, app)
  if (!link) throw new Error(`${person.email} was sent no link`)
  return link.url
}

/** Has Stytch's form send a code; the code. */
export async function askForCode(page: Page, person: Addressee): Promise<string> {
  await page.getByRole('button', { name: 'Email me a code instead' }).click()
  await submitAddress(page, person)
  await expect(passcodeField(page)).toBeVisible()
  const { code } = await newestMail(person, readStage())
  if (code === null) throw new Error(`${person.email} was sent no code`)
  return code
}

/** Where the code is typed. */
export const passcodeField = (page: Page) =>
  page.getByRole('textbox', { name: 'One-time passcode' })

async function submitAddress(page: Page, { email }: Addressee): Promise<void> {
  await page.getByRole('textbox').fill(email)
  await page.getByRole('button', { name: 'Continue with email' }).click()
}
