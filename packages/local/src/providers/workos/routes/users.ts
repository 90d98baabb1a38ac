import { Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { z } from 'zod'
import {
  type Account,
  deleteAccount,
  findAccount,
  isEmail,
  mergeMetadata,
  normaliseEmail,
  updateAccount,
} from '../../../emulator/accounts.ts'
import type { EmulatorEnv } from '../../../emulator/app.ts'
import { checked, checkedBody } from '../../../emulator/checked.ts'
import { emailNotAvailable, invalidParameters, notFound } from '../errors.ts'
import type { Authkit } from '../state.ts'
import { workosUser } from '../user.ts'

export const usersPath = '/user_management/users'

const listSchema = z.strictObject({
  email: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(10),
  before: z.string().optional(),
  after: z.string().optional(),
  order: z.enum(['asc', 'desc']).default('desc'),
})

/** The query parameters of the list. */
export const listParameters = Object.keys(listSchema.shape)

const updateSchema = z.strictObject({
  email: z.string().refine(isEmail).optional(),
  email_verified: z.boolean().optional(),
  first_name: z.string().nullish(),
  last_name: z.string().nullish(),
  metadata: z.record(z.string().max(40), z.string().max(600).nullable()).nullish(),
})

/** Users, for the app's server with the API key. */
export function userRoutes(authkit: Authkit): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>()

  app.use(`${usersPath}/*`, requireApiKey(authkit))

  app.get(usersPath, (c) =>
    c.json(listUsers(authkit, checked(c, listSchema, c.req.query(), invalidParameters))),
  )

  app.get(`${usersPath}/:id`, (c) => c.json(workosUser(namedUser(authkit, c.req.param('id')))))

  app.put(`${usersPath}/:id`, async (c) => {
    const account = namedUser(authkit, c.req.param('id'))
    const changes = await checkedBody(c, updateSchema, invalidParameters)
    const { metadata } = changes
    const changed = updateAccount(authkit, account, {
      email: changes.email,
      emailVerified: changes.email_verified,
      firstName: changes.first_name,
      lastName: changes.last_name,
      metadata:
        metadata === null
          ? {}
          : metadata && { metadata: mergeMetadata(account.metadata?.metadata, metadata) },
    })
    if (!changed) throw emailNotAvailable()
    return c.json(workosUser(changed))
  })

  app.delete(`${usersPath}/:id`, (c) => {
    deleteAccount(authkit, namedUser(authkit, c.req.param('id')))
    return c.body(null, 200)
  })

  app.get(`${usersPath}/:id/identities`, (c) => {
    const { identities = [] } = namedUser(authkit, c.req.param('id'))
    return c.json(
      identities.map(({ subject }) => ({
        idp_id: subject,
        type: 'OAuth',
        provider: 'GoogleOAuth',
      })),
    )
  })

  return app
}

/** Lets the app's server in, which has the API key. */
export const requireApiKey = ({ apiKey }: Authkit) =>
  createMiddleware(async (c, next) =>
    c.req.header('authorization') === `Bearer ${apiKey}`
      ? next()
      : c.json({ message: 'Unauthorized' }, 401),
  )

/** The user with that id. Throws WorkOS's 404 for none. */
export function namedUser(authkit: Authkit, id: string): Account {
  const account = findAccount(authkit, id)
  if (!account) throw notFound('User', id)
  return account
}

/** A page of users. Ids are ULIDs, so their order is that in which they were made, and a cursor is
 * good after its user is deleted. */
function listUsers({ state }: Authkit, asked: z.infer<typeof listSchema>) {
  const { email, limit, before, after, order } = asked
  const sign = order === 'asc' ? 1 : -1
  const compare = (one: string, other: string) => (one < other ? -sign : one > other ? sign : 0)
  const all = Object.values(state.data.accounts)
    .filter((account) => email === undefined || account.email === normaliseEmail(email))
    .toSorted((one, other) => compare(one.id, other.id))
  const between = all.filter(
    ({ id }) =>
      (after === undefined || compare(id, after) > 0) &&
      (before === undefined || compare(id, before) < 0),
  )
  const page = before === undefined ? between.slice(0, limit) : between.slice(-limit)
  const [first, last] = [page[0], page.at(-1)]
  return {
    object: 'list',
    data: page.map(workosUser),
    list_metadata: {
      before: first && first !== all[0] ? first.id : null,
      after: last && last !== all.at(-1) ? last.id : null,
    },
  }
}
