import 'server-only'
import { checkBaseUrl, findEnvProblems, insforgeUrl, readEnv, type Variable } from '@/lib/env'
import { insforgeJwtSecret } from '@/lib/insforge-token'

const application = 'Kinde dashboard > your application'
const keys = `${application} > App Keys`

const machine = 'Kinde dashboard > your machine-to-machine application > App Keys'

/** Every variable that this app reads, with where to find it. */
export const variables = {
  NEXT_PUBLIC_INSFORGE_URL: insforgeUrl,
  INSFORGE_JWT_SECRET: insforgeJwtSecret,
  KINDE_ISSUER_URL: { where: `${keys} > Domain, with https:// in front`, check: checkBaseUrl },
  KINDE_CLIENT_ID: { where: keys },
  KINDE_CLIENT_SECRET: {
    where: keys,
    // The SDK's own rule. It would show visitors a malformed secret in its error message.
    check: (secret) =>
      /^[a-zA-Z0-9]{40,60}$/.test(secret) ? undefined : 'is not 40 to 60 letters and digits',
  },
  KINDE_SITE_URL: { where: 'the address of this app', check: checkBaseUrl },
  KINDE_POST_LOGOUT_REDIRECT_URL: {
    where: `the address of this app, as registered under ${application} > Allowed logout redirect URLs`,
    check: (url) => (URL.canParse(url) ? undefined : 'is not a URL'),
  },
} satisfies Record<string, Variable>

/** What works once its variables are set. The app starts without them. */
export const features = {
  accountDeletion: {
    KINDE_MANAGEMENT_CLIENT_ID: { where: machine },
    KINDE_MANAGEMENT_CLIENT_SECRET: { where: machine },
  },
  // Kinde signs them with the keys of its tokens.
  webhook: {},
} satisfies Record<string, Record<string, Variable>>

/** The variables, checked. Throws `misconfigured` with the names of those that are missing. */
export const env = () => readEnv(variables)

/** What is wrong with the variables; empty if the app can run. */
export const envProblems = () => findEnvProblems(variables)

/** The keys that Kinde signs tokens with, for anyone to read. */
export const publicKeysUrl = () => new URL('/.well-known/jwks.json', env().KINDE_ISSUER_URL).href
