import 'server-only'
import { findEnvProblems, insforgeUrl, readEnv, type Variable } from '@/lib/env'
import { insforgeJwtSecret } from '@/lib/insforge-token'

/** The variables of an app without a provider. */
export const variables = {
  NEXT_PUBLIC_INSFORGE_URL: insforgeUrl,
  INSFORGE_JWT_SECRET: insforgeJwtSecret,
} satisfies Record<string, Variable>

/** What works once its variables are set. */
export const features = {
  accountDeletion: {},
  webhook: {},
} satisfies Record<string, Record<string, Variable>>

export const env = () => readEnv(variables)

export const envProblems = () => findEnvProblems(variables)

/** Where the provider has what this app verifies tokens with. */
export const publicKeysUrl = () => `${process.env.PROVIDER_URL}/jwks`
