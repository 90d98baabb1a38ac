import 'server-only'
import {
  checkBaseUrl,
  checkPassword,
  findEnvProblems,
  insforgeUrl,
  isLoopback,
  readEnv,
  type Variable,
} from '@/lib/env'
import { insforgeJwtSecret } from '@/lib/insforge-token'

const settings = 'Auth0 dashboard > Applications > your application > Settings'

const machine = 'Auth0 dashboard > Applications > your machine-to-machine application > Settings'

/** Every variable that this app reads, with where to find it. */
export const variables = {
  NEXT_PUBLIC_INSFORGE_URL: insforgeUrl,
  INSFORGE_JWT_SECRET: insforgeJwtSecret,
  AUTH0_DOMAIN: {
    where: `${settings} > Domain`,
    check: (domain) => checkDomain(domain, process.env.APP_BASE_URL ?? ''),
  },
  AUTH0_CLIENT_ID: { where: `${settings} > Client ID` },
  AUTH0_CLIENT_SECRET: { where: `${settings} > Client Secret` },
  AUTH0_SECRET: {
    where: 'make one: openssl rand -hex 32',
    check: checkPassword,
  },
  APP_BASE_URL: {
    where: `the address of this app, as registered under ${settings} > Allowed Logout URLs`,
    check: checkBaseUrl,
  },
} satisfies Record<string, Variable>

/** What works once its variables are set. The app starts without them. */
export const features = {
  accountDeletion: {
    AUTH0_MANAGEMENT_CLIENT_ID: { where: machine },
    AUTH0_MANAGEMENT_CLIENT_SECRET: { where: machine },
  },
  webhook: {
    AUTH0_EVENT_STREAM_TOKEN: { where: 'make one: openssl rand -hex 32', check: checkPassword },
  },
} satisfies Record<string, Record<string, Variable>>

/** The variables, checked. Throws `misconfigured` with the names of those that are missing. */
export const env = () => readEnv(variables)

/** What is wrong with the variables; empty if the app can run. */
export const envProblems = () => findEnvProblems(variables)

/** The keys that Auth0 signs tokens with, for anyone to read. */
export function publicKeysUrl(): string {
  const { AUTH0_DOMAIN: domain } = env()
  return `${/^http:/i.test(domain) ? domain : `https://${domain}`}/.well-known/jwks.json`
}

/** Two or more labels with dots between them. Not an IP address. */
const HOST_NAME = /^([a-z\d]([a-z\d-]*[a-z\d])?\.)+[a-z]([a-z\d-]*[a-z\d])?$/i

/**
 * True if Auth0 may be reached over plain http. Auth0's SDK does not verify the signature of an ID
 * token: it trusts the TLS connection that brought it. So http is only for a server on this machine
 * and an app on this machine, where no one can sit between the two.
 */
export function allowsInsecureRequests(domain: string, appBaseUrl: string): boolean {
  return /^http:/i.test(domain) && isLoopback(domain) && isLoopback(appBaseUrl)
}

/** What is wrong with `AUTH0_DOMAIN`, as the end of the sentence "AUTH0_DOMAIN …". */
export function checkDomain(domain: string, appBaseUrl: string): string | undefined {
  // Auth0's SDK rejects names in .local, and IP addresses.
  if (HOST_NAME.test(domain) && !/\.local$/i.test(domain)) return undefined
  const isLocal =
    allowsInsecureRequests(domain, appBaseUrl) && /^http:\/\/localhost(:\d+)?$/.test(domain)
  return isLocal ? undefined : 'is not a host name alone, such as my-tenant.eu.auth0.com'
}
