import { mailboxPath } from '../../emulator/mailbox/mailbox.ts'
import type { Theme } from '../../emulator/pages/theme.ts'
import { createSvixSecret } from '../../emulator/svix.ts'
import { defineProvider } from '../provider.ts'
import { documented } from './documented.ts'
import { publishableKey, randomText } from './ids.ts'
import type { ClerkContext, ClerkSecrets } from './state.ts'

/** Clerk's violet, and shades of it that can be read as text. */
const theme: Theme = {
  service: 'Clerk',
  accent: '#6c47ff',
  linkLight: '#5b36e8',
  linkDark: '#b3a0ff',
}

/** Clerk: its variables, and a server that its SDKs take for both of Clerk's APIs and for where
 * its scripts come from. */
export const clerk = defineProvider({
  name: 'clerk',
  title: 'Clerk',
  port: 7204,
  userId: /^user_[0-9A-Za-z]{27}$/,
  hint: 'Sign up with any e-mail address; the code is in the mailbox, and nowhere else.',
  mailbox: mailboxPath,
  theme,
  documented,

  createSecrets: (): ClerkSecrets => ({
    secretKey: `sk_test_${randomText(42)}`,
    webhookSecret: createSvixSecret(),
  }),

  environment({ appUrl, emulatorUrl, secrets }: ClerkContext) {
    return {
      APP_URL: appUrl,
      NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY: publishableKey,
      CLERK_SECRET_KEY: secrets.secretKey,
      CLERK_API_URL: emulatorUrl,
      CLERK_WEBHOOK_SIGNING_SECRET: secrets.webhookSecret,
      NEXT_PUBLIC_CLERK_PROXY_URL: emulatorUrl,
      NEXT_PUBLIC_CLERK_JS_URL: `${emulatorUrl}/npm/@clerk/clerk-js@6/dist/clerk.browser.js`,
      NEXT_PUBLIC_CLERK_UI_URL: `${emulatorUrl}/npm/@clerk/ui@1/dist/ui.browser.js`,
      NEXT_PUBLIC_CLERK_TELEMETRY_DISABLED: '1',
    }
  },

  async prepare() {
    const { fetchAllScripts } = await import('./scripts.ts')
    await fetchAllScripts()
  },

  async startEmulator(context: ClerkContext) {
    const { startClerk } = await import('./emulator.ts')
    return startClerk(context, theme, Date.now)
  },
})
