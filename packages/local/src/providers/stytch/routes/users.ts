import { type Context, Hono } from 'hono'
import { z } from 'zod'
import {
  type Account,
  deleteAccount,
  findAccount,
  mergeMetadata,
  normaliseEmail,
  updateAccount,
} from '../../../emulator/accounts.ts'
import type { EmulatorEnv } from '../../../emulator/app.ts'
import { checked } from '../../../emulator/checked.ts'
import { pageOf } from '../../../emulator/paging.ts'
import { NotEmulated } from '../../../emulator/problems.ts'
import { refusal } from '../errors.ts'
import type { Project } from '../state.ts'
import { stytchUser } from '../user.ts'
import { answer, badRequest, readBody } from './api.ts'

const metadata = z.record(z.string(), z.unknown()).optional()
const updateSchema = z.strictObject({
  name: z
    .strictObject({ first_name: z.string().optional(), last_name: z.string().optional() })
    .optional(),
  trusted_metadata: metadata,
  untrusted_metadata: metadata,
  // Of the caller, for Stytch's logs.
  attributes: z.unknown().optional(),
})
const searchSchema = z.strictObject({
  limit: z.number().int().min(1).max(1000).default(100),
  cursor: z.string().nullish(),
  query: z
    .strictObject({
      operator: z.enum(['AND', 'OR']),
      operands: z.array(z.strictObject({ filter_name: z.string(), filter_value: z.unknown() })),
    })
    .optional(),
})

const texts = z.array(z.string())

/** Whether an account is one of those asked for, by the names of filters. */
const filters: Readonly<Record<string, (account: Account, asked: readonly string[]) => boolean>> = {
  user_id: ({ id }, asked) => asked.includes(id),
  email_address: ({ email }, asked) => asked.map(normaliseEmail).includes(email),
}

/** Users, at `/users`, for the app's server. */
export function userRoutes(project: Project): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>()

  app.post('/search', async (c) => {
    const { limit, cursor, query } = await readBody(c, searchSchema)
    const { operator = 'AND', operands = [] } = query ?? {}
    const tests = operands.map(({ filter_name: name, filter_value: value }) => {
      const filter = Object.hasOwn(filters, name) ? filters[name] : undefined
      if (!filter) throw new NotEmulated(`${c.req.path} with the filter ${name}`)
      const asked = checked(c, texts, value, badRequest)
      return (account: Account) => filter(account, asked)
    })
    const found = Object.values(project.state.data.accounts).filter((account) =>
      operator === 'AND' || tests.length === 0
        ? tests.every((test) => test(account))
        : tests.some((test) => test(account)),
    )
    const { accounts, next } = pageOf(found, limit, cursor ?? undefined)
    return answer(c, {
      results: accounts.map(stytchUser),
      results_metadata: { total: found.length, next_cursor: next },
    })
  })

  app.get('/:id', (c) => answer(c, stytchUser(namedUser(project, c))))

  app.put('/:id', async (c) => {
    const account = namedUser(project, c)
    const { name, attributes: _, ...given } = await readBody(c, updateSchema)
    const merged = Object.entries(given).map(([kind, changes = {}]) => [
      kind,
      mergeMetadata(account.metadata?.[kind], changes),
    ])
    const changed = updateAccount(project, account, {
      firstName: name?.first_name,
      lastName: name?.last_name,
      metadata: { ...account.metadata, ...Object.fromEntries(merged) },
    })
    if (!changed) throw refusal('user_not_found')
    const user = stytchUser(changed)
    const { user_id, emails, phone_numbers, crypto_wallets } = user
    return answer(c, { user_id, emails, phone_numbers, crypto_wallets, user })
  })

  app.delete('/:id', (c) => {
    const account = namedUser(project, c)
    deleteAccount(project, account)
    return answer(c, { user_id: account.id })
  })

  return app
}

function namedUser(project: Project, c: Context): Account {
  const account = findAccount(project, c.req.param('id') ?? '')
  if (!account) throw refusal('user_not_found')
  return account
}
