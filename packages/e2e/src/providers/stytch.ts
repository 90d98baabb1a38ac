import type { Page } from '@playwright/test'
import type { AppStage } from '../stage.ts'
import type { Person } from './person.ts'
import type { ProviderPages } from './provider.ts'
import { readsOnServer } from './reads-on-server.ts'
import { askForLink } from './stytch-mail.ts'

/** From Stytch's form to the app, with a link by e-mail: the form makes new accounts as well. */
async function signIn(page: Page, person: Person, app?: AppStage): Promise<void> {
  await page.goto(await askForLink(page, person, app))
}

export const stytch: ProviderPages = {
  ...readsOnServer,
  signUp: signIn,
  signIn,
  signOut: [{ role: 'button', name: 'Sign out' }],
  userId: /^user-test-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  wrongPassword: /Invalid passcode/,
  routes: () => ({
    '/login': { status: 200, shows: 'Todos' },
    '/authenticate': { status: 200, shows: 'Signing you in' },
  }),
  standIn: ({ emulatorUrl }) => `${emulatorUrl}/mailbox`,
  signInPage: ({ appUrl }) => `${appUrl}/login`,
  signInPath: (returnTo) => `/login?${new URLSearchParams({ returnTo })}`,
  starts: ['/login'],
  returnTo: 'returnTo',
  callback: '/authenticate',
  signInFailed: '/authenticate',
  // As Stytch's SDK does: whatever is not this machine is reached by https.
  reachedBy: (scheme) => ({
    env: {},
    headers: { 'x-forwarded-host': scheme === 'https' ? 'app.example' : 'localhost:3000' },
  }),
}
