import { mailboxPath } from '../../emulator/mailbox/path.ts'
import { defineProvider } from '../provider.ts'
import { randomText } from './ids.ts'
import { frontendApiHost, publishableKey } from './publishable-key.ts'

/** Clerk: its variables, and a server that its SDKs take for both of Clerk's APIs and for where
 * its scripts come from. */
export const clerk = defineProvider({
  name: 'clerk',
  title: 'Clerk',
  port: 7204,
  hint: 'Sign up with any e-mail address; the code is in the mailbox, and nowhere else.',
  mailbox: mailboxPath,

  createSecrets: () => ({ secretKey: `sk_test_${randomText(42)}` }),

  environment({ emulatorUrl, secrets }) {
    const { secretKey } = secrets
    return {
      NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY: publishableKey(frontendApiHost),
      CLERK_SECRET_KEY: secretKey,
      CLERK_API_URL: emulatorUrl,
      NEXT_PUBLIC_CLERK_PROXY_URL: emulatorUrl,
      NEXT_PUBLIC_CLERK_JS_URL: `${emulatorUrl}/npm/@clerk/clerk-js@6/dist/clerk.browser.js`,
      NEXT_PUBLIC_CLERK_UI_URL: `${emulatorUrl}/npm/@clerk/ui@1/dist/ui.browser.js`,
      NEXT_PUBLIC_CLERK_TELEMETRY_DISABLED: '1',
    }
  },

  async startEmulator(context) {
    const { startClerk } = await import('./emulator.ts')
    return startClerk(context, Date.now)
  },
})
