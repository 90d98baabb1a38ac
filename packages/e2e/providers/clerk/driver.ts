import { expect, type Page } from '@playwright/test'
import type { Person } from '../../src/providers/person.ts'
import type { ProviderPages } from '../../src/providers/provider.ts'
import { enter } from './enter.ts'

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

/** What the server sends of these pages; the form itself is made by Clerk's scripts. */
const form = { status: 200, shows: '<main class="page' }

const noActions = {
  why: 'The browser writes with its own InsForge client: the app has no action.',
  instead: 'clerk/data-requests.spec.ts',
}

export { session } from './driver-session.ts'

export const pages: ProviderPages = {
  signUp,
  signIn,
  enter,
  signOut: [
    { role: 'button', name: 'Open user menu' },
    { role: 'button', name: 'Sign out' },
  ],
  userId: /^user_[0-9A-Za-z]{27}$/,
  signInWrongly: (page, { email }) => signIn(page, { email, password: 'another password' }),
  refusal: /Password is incorrect/,
  routes: () => ({
    '/sign-in': form,
    '/sign-in/[[...sign-in]]': form,
    '/sign-up': form,
    '/sign-up/[[...sign-up]]': form,
  }),
  emulatorPage: ({ emulatorUrl }) => `${emulatorUrl}/mailbox`,
  signInPage: ({ appUrl }) => `${appUrl}/sign-in`,
  signInPath: (returnTo) => `/sign-in?${new URLSearchParams({ redirect_url: returnTo })}`,
  starts: ['/sign-in', '/sign-up'],
  returnTo: 'redirect_url',
  // Where Clerk's form would be come back to from another site, had the app such sign-ins.
  callback: '/sign-in/sso-callback',
  signInFailed: '/sign-in',
  notFor: {
    'actions-by-hand.spec.ts': noActions,
    'actions-signed-out.spec.ts': noActions,
    'component-actions.spec.ts': noActions,
    'form-posts.spec.ts': noActions,
    'deployment.spec.ts': { ...noActions, instead: 'clerk/deployment.spec.ts' },
    'no-javascript.spec.ts': {
      why: 'Clerk’s scripts sign users in, and the browser reads the rows.',
      instead: 'clerk/no-javascript.spec.ts',
    },
    'other-user.spec.ts': {
      why: 'Clerk’s scripts tell every tab of a sign-out.',
      instead: 'clerk/switch-user.spec.ts',
    },
    'before-hydration.spec.ts': {
      why: 'There is no list before the scripts are there, so nothing to press.',
      instead: 'clerk/before-hydration.spec.ts',
    },
    'callback.spec.ts': {
      why: 'No code comes back: the form is a page of the app.',
      instead: 'clerk/handshake.spec.ts',
    },
    'return-to.spec.ts': {
      why: 'Clerk’s form leads on, in the browser.',
      instead: 'clerk/return-to.spec.ts',
    },
    'provider-faults.spec.ts': {
      why: 'Clerk’s scripts, not the app, ask Clerk.',
      instead: 'clerk/clerk-faults.spec.ts',
    },
    'renewal-faults.spec.ts': {
      why: 'Clerk’s scripts renew tokens; the app asks for a handshake at most.',
      instead: 'clerk/renewal.spec.ts',
    },
  },
  secret: { name: 'CLERK_SECRET_KEY', where: 'Clerk dashboard > Configure > API keys' },
  tokenSeconds: 60,
  inlineStyles: false,
  saysForTests: /^Clerk: Clerk has been loaded with development keys\./,
  reachedBy: () => ({ env: {}, headers: {} }),
}
