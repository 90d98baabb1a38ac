import type { Page } from '@playwright/test'
import type { Person } from './person.ts'
import type { ProviderPages } from './provider.ts'

async function fillIn(page: Page, { email, password }: Person, button: string) {
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: button }).click()
}

export const workos: ProviderPages = {
  async signUp(page, person) {
    await page.getByRole('link', { name: 'Sign up' }).click()
    await fillIn(page, person, 'Create account')
  },
  signIn: (page, person) => fillIn(page, person, 'Sign in'),
  userId: /^user_[0-9A-Z]{26}$/,
  wrongPassword: /password/i,
  routes: ({ appUrl, emulatorUrl }) => ({
    '/login': { status: 307, location: `${emulatorUrl}/user_management/authorize?` },
    '/sign-up': { status: 307, location: `${emulatorUrl}/user_management/authorize?` },
    '/callback': { status: 307, location: `${appUrl}/sign-in-error` },
  }),
  signInPath: (returnTo) => `/login?${new URLSearchParams({ returnTo })}`,
  starts: ['/login', '/sign-up'],
  callback: '/callback',
  signInFailed: '/sign-in-error',
  reachedAt: (url) => ({ NEXT_PUBLIC_WORKOS_REDIRECT_URI: `${url}/callback` }),
}
