import { randomBytes } from 'node:crypto'
import { ulid } from 'ulid'
import { defineProvider } from '../provider.ts'

/** WorkOS AuthKit: its variables, and a server that its SDKs take for api.workos.com. */
export const workos = defineProvider({
  name: 'workos',
  title: 'WorkOS',
  port: 7201,
  hint: 'Sign up with any e-mail and a password of 8 characters or more; nothing is sent.',

  createSecrets: () => ({
    apiKey: `sk_test_${randomBytes(24).toString('base64url')}`,
    clientId: `client_${ulid()}`,
    cookiePassword: randomBytes(32).toString('hex'),
  }),

  environment({ emulatorUrl, appUrl, secrets }) {
    const { hostname, port } = new URL(emulatorUrl)
    const { apiKey, clientId, cookiePassword } = secrets
    return {
      WORKOS_API_KEY: apiKey,
      WORKOS_CLIENT_ID: clientId,
      WORKOS_COOKIE_PASSWORD: cookiePassword,
      NEXT_PUBLIC_WORKOS_REDIRECT_URI: `${appUrl}/callback`,
      WORKOS_API_HOSTNAME: hostname,
      WORKOS_API_HTTPS: 'false',
      WORKOS_API_PORT: port,
    }
  },

  async startEmulator(context) {
    const { startWorkos } = await import('./emulator.ts')
    return startWorkos(context, Date.now)
  },
})
