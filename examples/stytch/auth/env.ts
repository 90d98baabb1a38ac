import 'server-only'
import { checkBaseUrl, findEnvProblems, insforgeUrl, readEnv, type Variable } from '@/lib/env'
import { insforgeJwtSecret } from '@/lib/insforge-token'
import { apiUrl, checkOwnUrl, readOwnUrl } from './stytch-address'
import { checkKey } from './stytch-keys'

const keys = 'Stytch dashboard > Project overview > Project ID & API keys'

const projectId = () => process.env.STYTCH_PROJECT_ID ?? ''

/** Every variable that this app needs, with where to find it. */
export const variables = {
  NEXT_PUBLIC_INSFORGE_URL: insforgeUrl,
  INSFORGE_JWT_SECRET: insforgeJwtSecret,
  // A request can't tell: its headers are whatever the visitor sends.
  APP_URL: { where: 'the address of this app', check: checkBaseUrl },
  STYTCH_PROJECT_ID: { where: keys, check: (id) => checkKey('project', id, '') },
  STYTCH_SECRET: { where: keys, check: (key) => checkKey('secret', key, projectId()) },
  NEXT_PUBLIC_STYTCH_PUBLIC_TOKEN: {
    where: keys,
    check: (key) => checkKey('public-token', key, projectId()),
  },
} satisfies Record<string, Variable>

/** Only checked when it is set. */
const optional = {
  NEXT_PUBLIC_STYTCH_API_URL: { where: 'Stytch dashboard > Custom domains', check: checkOwnUrl },
} satisfies Record<string, Variable>

/** What works once its variables are set. The app starts without them. */
export const features = {
  accountDeletion: {},
  webhook: {
    STYTCH_WEBHOOK_SECRET: {
      where: 'Stytch dashboard > Webhooks > your endpoint > Signing secret',
      check: (secret) => (secret.startsWith('whsec_') ? undefined : 'does not begin with whsec_'),
    },
  },
} satisfies Record<string, Record<string, Variable>>

/** The variables, checked. Throws `misconfigured` with the names of those that are missing. */
export const env = () => readEnv(variables)

/** What is wrong with the variables; empty if the app can run. */
export const envProblems = () => [
  ...findEnvProblems(variables),
  ...(process.env.NEXT_PUBLIC_STYTCH_API_URL ? findEnvProblems(optional) : []),
]

/** The keys that Stytch signs sessions with: public, and asked for by its SDK, too. */
export function publicKeysUrl(): string {
  const { STYTCH_PROJECT_ID: id } = env()
  const ownUrl = readOwnUrl(process.env.NEXT_PUBLIC_STYTCH_API_URL)
  return `${apiUrl(id, ownUrl)}/v1/sessions/jwks/${id}`
}
