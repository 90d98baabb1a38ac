import { randomBytes, randomUUID } from 'node:crypto'
import { mailboxPath } from '../../emulator/mailbox/mailbox.ts'
import type { Theme } from '../../emulator/pages/theme.ts'
import { createSvixSecret } from '../../emulator/svix.ts'
import { defineProvider } from '../provider.ts'
import { documented } from './documented.ts'
import type { StytchContext, StytchSecrets } from './state.ts'

/** Stytch's teal, and shades of it that can be read as text. */
const theme: Theme = {
  service: 'Stytch',
  accent: '#107a84',
  linkLight: '#0b6470',
  linkDark: '#7fd8e4',
}

/** Stytch: its variables, and a server that its SDKs take for test.stytch.com. */
export const stytch = defineProvider({
  name: 'stytch',
  title: 'Stytch',
  port: 7205,
  userId: /^user-test-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  hint: 'Sign in with any e-mail address; what is sent to it is in the mailbox, and nowhere else.',
  mailbox: mailboxPath,
  theme,
  documented,

  createSecrets: (): StytchSecrets => ({
    projectId: `project-test-${randomUUID()}`,
    secret: `secret-test-${randomBytes(27).toString('base64url')}`,
    publicToken: `public-token-test-${randomUUID()}`,
    webhookSecret: createSvixSecret(),
  }),

  environment({ appUrl, emulatorUrl, secrets }: StytchContext) {
    return {
      APP_URL: appUrl,
      STYTCH_PROJECT_ID: secrets.projectId,
      STYTCH_SECRET: secrets.secret,
      STYTCH_WEBHOOK_SECRET: secrets.webhookSecret,
      NEXT_PUBLIC_STYTCH_PUBLIC_TOKEN: secrets.publicToken,
      NEXT_PUBLIC_STYTCH_API_URL: emulatorUrl,
    }
  },

  async startEmulator(context: StytchContext) {
    const { startStytch } = await import('./emulator.ts')
    return startStytch(context, theme, Date.now)
  },
})
