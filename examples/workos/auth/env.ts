import 'server-only'
import { checkPassword, findEnvProblems, insforgeUrl, readEnv, type Variable } from '@/lib/env'
import { insforgeJwtSecret } from '@/lib/insforge-token'

/** Every variable that this app reads, with where to find it. */
export const variables = {
  NEXT_PUBLIC_INSFORGE_URL: insforgeUrl,
  INSFORGE_JWT_SECRET: insforgeJwtSecret,
  WORKOS_API_KEY: {
    where: 'WorkOS dashboard > API Keys',
    check: (key) => (key.startsWith('sk_') ? undefined : 'does not begin with sk_'),
  },
  WORKOS_CLIENT_ID: {
    where: 'WorkOS dashboard > API Keys',
    check: (id) => (id.startsWith('client_') ? undefined : 'does not begin with client_'),
  },
  WORKOS_COOKIE_PASSWORD: {
    where: 'make one: openssl rand -hex 32',
    check: checkPassword,
  },
  NEXT_PUBLIC_WORKOS_REDIRECT_URI: {
    where:
      'the address of this app and /callback, as registered under WorkOS dashboard > Redirects',
    check: (url) =>
      URL.canParse(url) && new URL(url).pathname === '/callback'
        ? undefined
        : 'is not a URL that ends with /callback',
  },
} satisfies Record<string, Variable>

/** What works once its variables are set. The app starts without them. */
export const features = {
  accountDeletion: {},
  webhook: {
    WORKOS_WEBHOOK_SECRET: {
      where: 'WorkOS dashboard > Webhooks > your endpoint > Signing secret',
    },
  },
} satisfies Record<string, Record<string, Variable>>

/** The variables, checked. Throws `misconfigured` with the names of those that are missing. */
export const env = () => readEnv(variables)

/** What is wrong with the variables; empty if the app can run. */
export const envProblems = () => findEnvProblems(variables)

/** Where WorkOS answers. */
export function apiUrl(): string {
  const { WORKOS_API_HOSTNAME: host = 'api.workos.com', WORKOS_API_PORT: port } = process.env
  const scheme = process.env.WORKOS_API_HTTPS === 'false' ? 'http' : 'https'
  return `${scheme}://${host}${port ? `:${port}` : ''}`
}

/** The keys that WorkOS signs tokens with: public, and asked for by its SDK, too. */
export const publicKeysUrl = () => `${apiUrl()}/sso/jwks/${env().WORKOS_CLIENT_ID}`
