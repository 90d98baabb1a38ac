import 'server-only'
import { findEnvProblems, readEnv, type Variable } from '@/shared/env/env'
import { checkBaseUrl, insforgeJwtSecret, insforgeUrl } from '@/shared/env/insforge'

const appKeys = 'Kinde dashboard > your application > App keys'

/** Every variable that this app reads, with where to find it. */
export const variables = {
  NEXT_PUBLIC_INSFORGE_URL: insforgeUrl,
  INSFORGE_JWT_SECRET: insforgeJwtSecret,
  KINDE_ISSUER_URL: {
    where: `${appKeys} > Domain, with https:// in front`,
    check: checkBaseUrl,
  },
  KINDE_CLIENT_ID: { where: `${appKeys} > Client ID` },
  KINDE_CLIENT_SECRET: {
    where: `${appKeys} > Client secret`,
    // As Kinde's SDK has it, which would show another one to visitors in its error message.
    check: (secret) =>
      /^[a-zA-Z0-9]{40,60}$/.test(secret) ? undefined : 'is not 40 to 60 letters and digits',
  },
  KINDE_SITE_URL: {
    where: 'the address of this app: http://localhost:3000 while you develop',
    check: checkBaseUrl,
  },
  KINDE_POST_LOGOUT_REDIRECT_URL: {
    where: `the address of this app, as registered under ${appKeys.replace('App keys', 'Allowed logout redirect URLs')}`,
    check: (url) => (URL.canParse(url) ? undefined : 'is not a URL'),
  },
} satisfies Record<string, Variable>

/** The variables, checked; throws `misconfigured` with the names of those that are missing. */
export const env = () => readEnv(variables)

/** What is wrong with the variables; empty if the app can run. */
export const envProblems = () => findEnvProblems(variables)
