import { randomBytes } from 'node:crypto'
import { defineProvider } from '../provider.ts'
import { domainUrl } from './domain-url.ts'

/** Auth0: its variables, and a server that its SDK takes for a tenant. */
export const auth0 = defineProvider({
  name: 'auth0',
  title: 'Auth0',
  port: 7202,
  hint: 'Sign up with any e-mail and a password of 8 characters or more; nothing is sent.',

  createSecrets: () => ({
    clientId: randomBytes(16).toString('hex'),
    clientSecret: randomBytes(48).toString('base64url'),
    sessionSecret: randomBytes(32).toString('hex'),
  }),

  environment({ emulatorUrl, appUrl, secrets }) {
    const { clientId, clientSecret, sessionSecret } = secrets
    return {
      AUTH0_DOMAIN: domainUrl(emulatorUrl),
      AUTH0_CLIENT_ID: clientId,
      AUTH0_CLIENT_SECRET: clientSecret,
      AUTH0_SECRET: sessionSecret,
      APP_BASE_URL: appUrl,
    }
  },

  async startEmulator(context) {
    const { exampleAction, startAuth0 } = await import('./emulator.ts')
    return startAuth0(context, exampleAction)
  },
})
