import { providers } from '@insforge-auth-starters/local'
import { describe } from 'vitest'
import { testEnvLocal } from './env-local.ts'

const [, ...others] = providers.map(({ name }) => name)

describe.concurrent.each(others)('“Set it up” of %s', testEnvLocal)
