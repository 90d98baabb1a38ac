import type { Page } from '@playwright/test'
import type { Person } from '../../src/providers/person.ts'
import type { ProviderPages } from '../../src/providers/provider.ts'
import { readsOnServer } from '../../src/providers/reads-on-server.ts'
import type { AppStage } from '../../src/stage.ts'
import { enter } from './enter.ts'
import { askForCode, askForLink, passcodeField } from './mail.ts'

/** From Stytch's form to the app, with a link by e-mail: the form makes new accounts as well. */
async function signIn(page: Page, person: Person, app?: AppStage): Promise<void> {
  await page.goto(await askForLink(page, person, app))
}

/** With a code by e-mail, of which a digit is another. */
async function signInWrongly(page: Page, person: Person): Promise<void> {
  const code = await askForCode(page, person)
  await passcodeField(page).fill(code.replace(/\d$/, (digit) => `${(Number(digit) + 1) % 10}`))
}

export { session } from './driver-session.ts'

export const pages: ProviderPages = {
  ...readsOnServer,
  signUp: signIn,
  signIn,
  enter,
  signOut: [{ role: 'button', name: 'Sign out' }],
  userId: /^user-test-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  signInWrongly,
  refusal: /Invalid passcode/,
  routes: () => ({
    '/login': { status: 200, shows: 'Sign in or sign up' },
    '/authenticate': { status: 200, shows: 'Signing you in' },
  }),
  emulatorPage: ({ emulatorUrl }) => `${emulatorUrl}/mailbox`,
  signInPage: ({ appUrl }) => `${appUrl}/login`,
  signInPath: (returnTo) => `/login?${new URLSearchParams({ returnTo })}`,
  starts: ['/login'],
  returnTo: 'returnTo',
  callback: '/authenticate',
  signInFailed: '/authenticate',
  notFor: {
    'callback.spec.ts': {
      why: 'A link is no answer of OAuth: there is no code, and no state.',
      instead: 'stytch/links.spec.ts',
    },
  },
  inlineStyles: true,
  // Its SDK on the server, which Next repeats in the browser while one develops.
  saysForTests: /\[Stytch\] Warning: Using a custom 'env' value/,
  // Where its inbox answers with what was sent to it.
  smokePassword: ({ emulatorUrl }, { email }) =>
    `${emulatorUrl}/_emulate/mail?${new URLSearchParams({ to: email })}`,
  // As Stytch's SDK does: whatever is not this machine is reached by https.
  reachedBy: (scheme) => ({
    env: {},
    headers: { 'x-forwarded-host': scheme === 'https' ? 'app.example' : 'localhost:3000' },
  }),
}
