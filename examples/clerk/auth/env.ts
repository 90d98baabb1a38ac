import 'server-only'
import { checkBaseUrl, findEnvProblems, insforgeUrl, readEnv, type Variable } from '@/lib/env'

/** Every variable that this app reads, with where to find it. */
export const variables = {
  NEXT_PUBLIC_INSFORGE_URL: insforgeUrl,
  // A request can't tell: its headers are whatever the visitor sends.
  APP_URL: { where: 'the address of this app', check: checkBaseUrl },
  NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY: {
    where: 'Clerk dashboard > Configure > API keys',
    check: (key) => (frontendApiHost(key) ? undefined : 'is not a publishable key of Clerk'),
  },
  CLERK_SECRET_KEY: {
    where: 'Clerk dashboard > Configure > API keys',
    check: (key) => (key.startsWith('sk_') ? undefined : 'does not begin with sk_'),
  },
} satisfies Record<string, Variable>

/** What works once its variables are set. The app starts without them. */
export const features = {
  accountDeletion: {},
  webhook: {
    CLERK_WEBHOOK_SIGNING_SECRET: {
      where: 'Clerk dashboard > Configure > Webhooks > your endpoint > Signing Secret',
      check: (secret) => (secret.startsWith('whsec_') ? undefined : 'does not begin with whsec_'),
    },
    INSFORGE_API_KEY: {
      where: 'InsForge dashboard > Connect > API Keys',
      check: (key) => (key.startsWith('ik_') ? undefined : 'does not begin with ik_'),
    },
  },
} satisfies Record<string, Record<string, Variable>>

/** The variables, checked. Throws `misconfigured` with the names of those that are missing. */
export const env = () => readEnv(variables)

/** What is wrong with the variables; empty if the app can run. */
export const envProblems = () => findEnvProblems(variables)

/** The host in a publishable key (base64, with a dollar sign behind it), or undefined. */
export function frontendApiHost(key: string): string | undefined {
  const [, encoded = ''] = /^pk_(?:test|live)_([\w+/=-]+)$/.exec(key) ?? []
  return /^([\w-]+(?:\.[\w-]+)+)\$$/.exec(Buffer.from(encoded, 'base64').toString())?.[1]
}

/** Clerk's Frontend API, which browsers use: its own host, or a proxy of yours. */
export function frontendApiUrl(): string | undefined {
  const { NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY: key = '', NEXT_PUBLIC_CLERK_PROXY_URL: proxyUrl } =
    process.env
  const host = frontendApiHost(key)
  return proxyUrl ?? (host && `https://${host}`)
}

/** The keys that Clerk signs sessions with, for anyone to read. */
export const publicKeysUrl = () =>
  new URL(`${frontendApiUrl()}/.well-known/jwks.json`, env().APP_URL).href
