import { expect, type Page } from '@playwright/test'
import type { Person } from './person.ts'
import type { ProviderPages } from './provider.ts'

/** What every address of a test is verified with: see `person.ts`. */
const testCode = '424242'

const goOn = (page: Page) => page.getByRole('button', { name: 'Continue', exact: true }).click()

/** From the app's page with Clerk's form to the app: the address first, then the password. */
async function signIn(page: Page, { email, password }: Person): Promise<void> {
  await page.getByLabel('Email address').fill(email)
  await goOn(page)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await goOn(page)
}

/** As above with a new account, and the code that Clerk would have sent. */
async function signUp(page: Page, { email, password }: Person): Promise<void> {
  await page.getByRole('link', { name: 'Sign up' }).click()
  await expect(page.getByRole('heading', { name: 'Create your account' })).toBeVisible()
  await page.getByLabel('Email address').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await goOn(page)
  await page.getByLabel('Enter verification code').fill(testCode)
}

export const clerk: ProviderPages = {
  signUp,
  signIn,
  signOut: [
    { role: 'button', name: 'Open user menu' },
    { role: 'button', name: 'Sign out' },
  ],
  userId: /^user_[0-9A-Za-z]{27}$/,
  wrongPassword: /Password is incorrect/,
  routes: () => ({
    '/sign-in': { status: 200, shows: 'Todos' },
    '/sign-up': { status: 200, shows: 'Todos' },
  }),
  signInPage: ({ appUrl }) => `${appUrl}/sign-in`,
  signInPath: (returnTo) => `/sign-in?${new URLSearchParams({ redirect_url: returnTo })}`,
  starts: ['/sign-in', '/sign-up'],
  returnTo: 'redirect_url',
  callback: '/sign-in/sso-callback',
  signInFailed: '/sign-in',
  reachedAt: () => ({}),
}
