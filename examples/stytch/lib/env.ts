import 'server-only'
import { findEnvProblems, readEnv, type Variable } from '@/shared/env/env'
import { insforgeJwtSecret, insforgeUrl } from '@/shared/env/insforge'

const keys = 'Stytch dashboard > Project overview > Project ID & API keys'

/** For a value that begins with one of two texts: of Stytch's test environment, or of its live one. */
const startsWith = (test: string, live: string) => (value: string) =>
  value.startsWith(test) || value.startsWith(live)
    ? undefined
    : `does not begin with ${test} or ${live}`

/** Every variable that this app reads, with where to find it. */
export const variables = {
  NEXT_PUBLIC_INSFORGE_URL: insforgeUrl,
  INSFORGE_JWT_SECRET: insforgeJwtSecret,
  STYTCH_PROJECT_ID: { where: keys, check: startsWith('project-test-', 'project-live-') },
  STYTCH_SECRET: { where: keys, check: startsWith('secret-test-', 'secret-live-') },
  NEXT_PUBLIC_STYTCH_PUBLIC_TOKEN: {
    where: keys,
    check: startsWith('public-token-test-', 'public-token-live-'),
  },
} satisfies Record<string, Variable>

/** The variables, checked; throws `misconfigured` with the names of those that are missing. */
export const env = () => readEnv(variables)

/** What is wrong with the variables; empty if the app can run. */
export const envProblems = () => findEnvProblems(variables)
