import { expect, type Page } from '@playwright/test'
import { readStage } from '../stage.ts'
import type { Person } from './person.ts'
import type { ProviderPages } from './provider.ts'

/** The link in the newest letter to somebody. */
async function linkTo({ email }: Person): Promise<string> {
  const query = new URLSearchParams({ to: email })
  const response = await fetch(`${readStage().emulatorUrl}/_emulate/mail?${query}`)
  const { mails } = (await response.json()) as { mails: { link: { url: string } | null }[] }
  const link = mails.at(-1)?.link
  if (!link) throw new Error(`${email} was sent no link`)
  return link.url
}

/** From Stytch's form to the app, with a link by e-mail: the form makes new accounts as well. */
async function signIn(page: Page, person: Person): Promise<void> {
  await page.getByRole('textbox').fill(person.email)
  await page.getByRole('button', { name: 'Continue with email' }).click()
  await expect(page.getByText('Check your email')).toBeVisible()
  await page.goto(await linkTo(person))
}

export const stytch: ProviderPages = {
  signUp: signIn,
  signIn,
  signOut: [{ role: 'button', name: 'Sign out' }],
  userId: /^user-test-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  wrongPassword: /Invalid passcode/,
  routes: () => ({
    '/login': { status: 200, shows: 'Todos' },
    '/authenticate': { status: 200, shows: 'Signing you in' },
  }),
  signInPage: ({ appUrl }) => `${appUrl}/login`,
  signInPath: (returnTo) => `/login?${new URLSearchParams({ returnTo })}`,
  starts: ['/login'],
  returnTo: 'returnTo',
  callback: '/authenticate',
  signInFailed: '/authenticate',
  reachedAt: () => ({}),
}
