import { randomBytes } from 'node:crypto'
import { mailboxPath } from '../../emulator/mailbox/mailbox.ts'
import { defineProvider } from '../provider.ts'
import { documented } from './documented.ts'

/** A gray, as Kinde's own pages have no color, and links that can be told from text. */
const theme = { service: 'Kinde', accent: '#6b7280', linkLight: '#1d4ed8', linkDark: '#93b4ff' }

/** Kinde: its variables, and a server that its SDK takes for a Kinde business. */
export const kinde = defineProvider({
  name: 'kinde',
  title: 'Kinde',
  port: 7203,
  userId: /^kp_[0-9a-f]{32}$/,
  hint: 'Sign up with any e-mail and a password of 8 characters or more. Its mail is in the mailbox.',
  mailbox: mailboxPath,
  theme,
  documented,

  createSecrets: () => ({
    clientId: randomBytes(16).toString('hex'),
    clientSecret: randomBytes(25).toString('hex'),
    managementClientId: randomBytes(16).toString('hex'),
    managementClientSecret: randomBytes(25).toString('hex'),
    orgCode: `org_${randomBytes(6).toString('hex').slice(1)}`,
  }),

  environment: ({ emulatorUrl, appUrl, secrets }) => ({
    KINDE_ISSUER_URL: emulatorUrl,
    KINDE_CLIENT_ID: secrets.clientId,
    KINDE_CLIENT_SECRET: secrets.clientSecret,
    KINDE_MANAGEMENT_CLIENT_ID: secrets.managementClientId,
    KINDE_MANAGEMENT_CLIENT_SECRET: secrets.managementClientSecret,
    KINDE_SITE_URL: appUrl,
    KINDE_POST_LOGIN_REDIRECT_URL: appUrl,
    KINDE_POST_LOGOUT_REDIRECT_URL: appUrl,
    // Where a sign-in may end: at the app's own paths. Without it the SDK allows every address.
    KINDE_POST_LOGIN_ALLOWED_URL_REGEX: `^(${appUrl.replaceAll('.', '\\.')})?/(?![/\\\\])`,
  }),

  async startEmulator(context) {
    const { startKinde } = await import('./emulator.ts')
    return startKinde(context, theme)
  },
})
