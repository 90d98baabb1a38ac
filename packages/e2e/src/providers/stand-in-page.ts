import type { Page } from '@playwright/test'
import type { Person } from './person.ts'
import type { ProviderPages } from './provider.ts'

async function fillIn(page: Page, { email, password }: Person, button: string) {
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: button }).click()
}

/** The page on which all stand-ins ask who one is. */
export const standInPage: Pick<
  ProviderPages,
  'signUp' | 'signIn' | 'signInWrongly' | 'refusal' | 'signInPage' | 'standIn' | 'inlineStyles'
> = {
  async signUp(page, person) {
    await page.getByRole('link', { name: 'Sign up' }).click()
    await fillIn(page, person, 'Create account')
  },
  signIn: (page, person) => fillIn(page, person, 'Sign in'),
  signInWrongly: (page, { email }) =>
    fillIn(page, { email, password: 'another password' }, 'Sign in'),
  refusal: /not the password/,
  standIn: ({ appUrl }) => appUrl,
  signInPage: ({ emulatorUrl }) => `${emulatorUrl}/`,
  inlineStyles: false,
}
