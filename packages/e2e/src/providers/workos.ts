import type { Page } from '@playwright/test'
import type { ProviderPages } from './index.ts'
import type { Person } from './person.ts'

async function fillIn(page: Page, { email, password }: Person) {
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Continue' }).click()
}

export const workos: ProviderPages = {
  async signUp(page, person) {
    await page.getByRole('link', { name: /create an account|sign up/i }).click()
    await fillIn(page, person)
  },
  signIn: fillIn,
  wrongPassword: /password/i,
}
