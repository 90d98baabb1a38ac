import { providers } from '@insforge-auth-starters/local'
import { afterAll, describe } from 'vitest'
import { removeCopies } from './copy.ts'
import { testEnvLocal } from './env-local.ts'

const [, ...others] = providers.map(({ name }) => name)

afterAll(removeCopies)

describe.concurrent.each(others)('“Set it up” of %s', testEnvLocal)
