import { randomBytes } from 'node:crypto'
import { ulid } from 'ulid'
import { mailboxPath } from '../../emulator/mailbox/mailbox.ts'
import { defineProvider } from '../provider.ts'
import { documented } from './documented.ts'

/** WorkOS's blue-violet, and shades of it that can be read as text. */
const theme = {
  service: 'WorkOS AuthKit',
  accent: '#6363f1',
  linkLight: '#4f4fd6',
  linkDark: '#a9a9ff',
}

/** WorkOS AuthKit: its variables, and a server that its SDKs take for api.workos.com. */
export const workos = defineProvider({
  name: 'workos',
  title: 'WorkOS',
  port: 7201,
  userId: /^user_[0-9A-HJKMNP-TV-Z]{26}$/,
  hint: 'Sign up with any e-mail and a password of 8 characters or more. Its mail is in the mailbox.',
  mailbox: mailboxPath,
  theme,
  documented,

  createSecrets: () => ({
    apiKey: `sk_test_${randomBytes(24).toString('base64url')}`,
    clientId: `client_${ulid()}`,
    cookiePassword: randomBytes(32).toString('hex'),
    webhookSecret: randomBytes(24).toString('base64url'),
  }),

  environment({ emulatorUrl, appUrl, secrets }) {
    const { hostname, port } = new URL(emulatorUrl)
    return {
      WORKOS_API_KEY: secrets.apiKey,
      WORKOS_CLIENT_ID: secrets.clientId,
      WORKOS_COOKIE_PASSWORD: secrets.cookiePassword,
      WORKOS_WEBHOOK_SECRET: secrets.webhookSecret,
      NEXT_PUBLIC_WORKOS_REDIRECT_URI: `${appUrl}/callback`,
      WORKOS_API_HOSTNAME: hostname,
      WORKOS_API_HTTPS: 'false',
      WORKOS_API_PORT: port,
    }
  },

  async startEmulator(context) {
    const { startWorkos } = await import('./emulator.ts')
    return startWorkos(context, theme)
  },
})
