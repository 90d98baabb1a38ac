import type { Mutant } from '../mutant.ts'
import { auth0 } from './auth0.ts'
import { clerk } from './clerk.ts'
import { clerkPages } from './clerk-pages.ts'
import { client } from './client.ts'
import { emulator } from './emulator.ts'
import { failures } from './failures.ts'
import { gateway } from './gateway.ts'
import { harness } from './harness.ts'
import { input } from './input.ts'
import { kinde } from './kinde.ts'
import { migrations } from './migrations.ts'
import { pages } from './pages.ts'
import { patterns } from './patterns.ts'
import { policies } from './policies.ts'
import { quota } from './quota.ts'
import { schema } from './schema.ts'
import { sessions } from './sessions.ts'
import { stytch } from './stytch.ts'
import { supervisor } from './supervisor.ts'
import { team } from './team.ts'
import { todos } from './todos.ts'
import { token } from './token.ts'

/** Every mutant, in the order in which they run. */
export const mutants: readonly Mutant[] = [
  ...policies,
  ...schema,
  ...patterns,
  ...team,
  ...quota,
  ...token,
  ...client,
  ...failures,
  ...input,
  ...gateway,
  ...migrations,
  ...supervisor,
  ...emulator,
  ...sessions,
  ...kinde,
  ...pages,
  ...todos,
  ...auth0,
  ...clerk,
  ...clerkPages,
  ...stytch,
  ...harness,
]
