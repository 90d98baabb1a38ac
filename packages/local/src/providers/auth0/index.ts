import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { mailboxPath } from '../../emulator/mailbox/mailbox.ts'
import { defineProvider } from '../provider.ts'
import { documented } from './documented.ts'

/** Auth0's orange, as dark as white text on it needs. */
const theme = { service: 'Auth0', accent: '#c2410c', linkLight: '#b23a0a', linkDark: '#ffb08a' }

/** Auth0: its variables, and a server that its SDK takes for a tenant. */
export const auth0 = defineProvider({
  name: 'auth0',
  title: 'Auth0',
  port: 7202,
  userId: /^auth0\|[0-9a-f]{24}$/,
  hint: 'Sign up with any e-mail and a password of 8 characters or more. Its mail is in the mailbox.',
  mailbox: mailboxPath,
  theme,
  documented,

  createSecrets: () => ({
    clientId: randomBytes(16).toString('hex'),
    clientSecret: randomBytes(48).toString('base64url'),
    sessionSecret: randomBytes(32).toString('hex'),
    managementClientId: randomBytes(16).toString('hex'),
    managementClientSecret: randomBytes(48).toString('base64url'),
    eventStreamToken: randomBytes(24).toString('base64url'),
  }),

  environment: ({ emulatorUrl, appUrl, secrets }) => ({
    AUTH0_DOMAIN: domainUrl(emulatorUrl),
    AUTH0_CLIENT_ID: secrets.clientId,
    AUTH0_CLIENT_SECRET: secrets.clientSecret,
    AUTH0_SECRET: secrets.sessionSecret,
    AUTH0_MANAGEMENT_CLIENT_ID: secrets.managementClientId,
    AUTH0_MANAGEMENT_CLIENT_SECRET: secrets.managementClientSecret,
    AUTH0_EVENT_STREAM_TOKEN: secrets.eventStreamToken,
    APP_BASE_URL: appUrl,
  }),

  async startEmulator(context) {
    const { startAuth0 } = await import('./emulator.ts')
    const { appDir, emulatorUrl, stateDir } = context
    // What people paste into Auth0's dashboard. It may be missing.
    const actionFile = join(appDir ?? stateDir, 'auth0/post-login-action.js')
    return startAuth0(context, domainUrl(emulatorUrl), theme, actionFile)
  },
})

/**
 * The tenant's domain: the SDK takes no IP address for one. Pages are on 127.0.0.1 all the same, as
 * the discovery document says, so that their cookies and those of an app on localhost do not mix.
 */
function domainUrl(emulatorUrl: string): string {
  const url = new URL(emulatorUrl)
  url.hostname = 'localhost'
  return url.origin
}
