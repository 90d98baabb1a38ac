import { randomBytes, randomUUID } from 'node:crypto'
import { mailboxPath } from '../../emulator/mailbox/path.ts'
import { defineProvider } from '../provider.ts'

/** Stytch: its variables, and a server that its SDKs take for test.stytch.com. */
export const stytch = defineProvider({
  name: 'stytch',
  title: 'Stytch',
  port: 7205,
  hint: 'Sign in with any e-mail address; what is sent to it is in the mailbox, and nowhere else.',
  mailbox: mailboxPath,

  createSecrets: () => ({
    projectId: `project-test-${randomUUID()}`,
    secret: `secret-test-${randomBytes(27).toString('base64url')}`,
    publicToken: `public-token-test-${randomUUID()}`,
  }),

  environment({ emulatorUrl, secrets }) {
    const { projectId, secret, publicToken } = secrets
    return {
      STYTCH_PROJECT_ID: projectId,
      STYTCH_SECRET: secret,
      NEXT_PUBLIC_STYTCH_PUBLIC_TOKEN: publicToken,
      NEXT_PUBLIC_STYTCH_API_URL: emulatorUrl,
    }
  },

  async startEmulator(context) {
    const { startStytch } = await import('./emulator.ts')
    return startStytch(context, Date.now)
  },
})
