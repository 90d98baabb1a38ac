import type { Break } from '../break.ts'
import { client } from './client.ts'
import { emulator } from './emulator.ts'
import { failures } from './failures.ts'
import { input } from './input.ts'
import { policies } from './policies.ts'
import { repository } from './repository.ts'
import { token } from './token.ts'

/** Every break, in the order of the table. */
export const breaks: readonly Break[] = [
  ...policies,
  ...token,
  ...client,
  ...failures,
  ...input,
  ...emulator,
  ...repository,
]
