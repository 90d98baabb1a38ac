import 'server-only'
import {
  checkBaseUrl,
  findEnvProblems,
  insforgeUrl,
  isLoopback,
  readEnv,
  type Variable,
} from '@/lib/env'
import { insforgeJwtSecret } from '@/lib/insforge-token'

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

/** The address of a custom domain without slashes at its end, or undefined if there is none. */
export const ownApiUrl = () =>
  process.env.NEXT_PUBLIC_STYTCH_API_URL?.replace(/\/+$/, '') || undefined

/** Where Stytch answers: on the project's custom domain, or on its own for the project's environment. */
export function apiUrl(): string {
  const isLive = projectId().startsWith('project-live-')
  return ownApiUrl() ?? (isLive ? 'https://api.stytch.com' : 'https://test.stytch.com')
}

/** The keys that Stytch signs sessions with: public, and asked for by its SDK, too. */
export const publicKeysUrl = () => `${apiUrl()}/v1/sessions/jwks/${env().STYTCH_PROJECT_ID}`

/**
 * What is wrong with a key, as the end of the sentence "NAME …". Each key names its environment, test
 * or live, and the keys of one app must be of the same.
 *
 * @param projectId Decides which environment. If it is no help, both are accepted.
 */
export function checkKey(
  kind: 'project' | 'secret' | 'public-token',
  key: string,
  projectId: string,
): string | undefined {
  const environment = /^project-(test|live)-/.exec(projectId)?.[1]
  const prefixes = (environment ? [environment] : ['test', 'live']).map((one) => `${kind}-${one}-`)
  if (prefixes.some((prefix) => key.startsWith(prefix))) return undefined
  const why = environment ? `, as the project's ID does with project-${environment}-` : ''
  return `does not begin with ${prefixes.join(' or ')}${why}`
}

/**
 * What is wrong with `NEXT_PUBLIC_STYTCH_API_URL`, as the end of the sentence "NAME …". The secret and
 * the users' sessions are sent there, so plain http is only for a server on this machine.
 */
export function checkOwnUrl(value: string): string | undefined {
  if (!URL.canParse(value)) return 'is not a URL, such as https://login.example.com'
  const { protocol, username, pathname, search, hash } = new URL(value)
  if (protocol !== 'https:' && !(protocol === 'http:' && isLoopback(value)))
    return 'does not begin with https://'
  return username || /[^/]/.test(pathname) || search || hash
    ? 'is more than a scheme and a domain'
    : undefined
}
