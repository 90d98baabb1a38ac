import { type Context, Hono } from 'hono'
import { z } from 'zod'
import {
  type Account,
  deleteAccount,
  findAccount,
  findAccountByEmail,
  isEmail,
  mergeMetadata,
  updateAccount,
} from '../../../emulator/accounts.ts'
import type { EmulatorEnv } from '../../../emulator/app.ts'
import { checked, checkedBody } from '../../../emulator/checked.ts'
import { requireScope } from '../../../emulator/oidc/management.ts'
import type { Tenant } from '../../../emulator/oidc/tenant.ts'
import type { StateFile } from '../../../runtime/state-file.ts'
import { managementError } from '../errors.ts'
import { type Auth0State, profileOf } from '../state.ts'
import { database, managedUser } from '../user.ts'

const listSchema = z.strictObject({
  page: z.coerce.number().int().min(0).default(0),
  per_page: z.coerce.number().int().min(0).max(100).default(50),
  include_totals: z.stringbool().default(false),
})
const byEmailSchema = z.strictObject({ email: z.string() })
const metadata = z.record(z.string(), z.unknown()).default({})
const updateSchema = z.strictObject({
  email: z.string().refine(isEmail).optional(),
  email_verified: z.boolean().optional(),
  given_name: z.string().min(1).optional(),
  family_name: z.string().min(1).optional(),
  blocked: z.boolean().optional(),
  app_metadata: metadata,
  user_metadata: metadata,
  // Both have to come with an address; there is one connection, and one application.
  connection: z.literal(database).optional(),
  client_id: z.string().optional(),
})

/** The query parameters of these routes, by path. */
export const managementParameters = {
  '/api/v2/users': Object.keys(listSchema.shape),
  '/api/v2/users-by-email': Object.keys(byEmailSchema.shape),
}

const badQuery = (error: z.ZodError) =>
  managementError(400, `Query validation error: ${z.prettifyError(error)}`, 'invalid_query_string')
/** Why the Management API refuses a body. */
export const badBody = (error: z.ZodError) =>
  managementError(400, `Payload validation error: ${z.prettifyError(error)}`, 'invalid_body')

/** The part of the Management API that is about users. */
export function userRoutes(tenant: Tenant, state: StateFile<Auth0State>): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>()
  const send = (account: Account) => managedUser(state, account)

  app.get('/api/v2/users', requireScope(tenant, 'read:users'), (c) => {
    const asked = checked(c, listSchema, c.req.query(), badQuery)
    const { page, per_page: limit, include_totals: isCounted } = asked
    const all = Object.values(state.data.accounts)
    const start = page * limit
    const users = all.slice(start, start + limit).map(send)
    const { length } = users
    return c.json(isCounted ? { start, limit, length, users, total: all.length } : users)
  })

  app.get('/api/v2/users-by-email', requireScope(tenant, 'read:users'), (c) => {
    const { email } = checked(c, byEmailSchema, c.req.query(), badQuery)
    return c.json(
      Object.values(state.data.accounts)
        .filter((own) => own.email === email)
        .map(send),
    )
  })

  const path = '/api/v2/users/:id'
  app.get(path, requireScope(tenant, 'read:users'), (c) => c.json(send(namedUser(tenant, c))))

  app.patch(path, requireScope(tenant, 'update:users', 'update:users_app_metadata'), async (c) => {
    const { blocked, app_metadata, user_metadata, ...given } = await checkedBody(
      c,
      updateSchema,
      badBody,
    )
    const { email, email_verified: emailVerified } = given
    const account = namedUser(tenant, c)
    const { id } = account
    if ((findAccountByEmail(state.data.accounts, email ?? '') ?? account).id !== id) {
      throw managementError(400, 'The specified new email already exists', 'auth0_idp_error')
    }
    // First, so that a webhook tells of it.
    state.change(({ profiles }) => {
      const profile = profileOf(state, id)
      const appMetadata = mergeMetadata(profile.appMetadata, app_metadata)
      const userMetadata = mergeMetadata(profile.userMetadata, user_metadata)
      const isBlocked = blocked ?? profile.blocked ?? false
      profiles[id] = { ...profile, appMetadata, userMetadata, blocked: isBlocked }
    })
    const { given_name: firstName, family_name: lastName } = given
    const changes = { email, emailVerified, firstName, lastName }
    return c.json(send(updateAccount(tenant, account, changes) ?? account))
  })

  // An unknown user is as good as deleted.
  app.delete(path, requireScope(tenant, 'delete:users'), (c) => {
    const account = findAccount(tenant, c.req.param('id'))
    if (account) deleteAccount(tenant, account)
    return c.body(null, 204)
  })

  return app
}

function namedUser(tenant: Tenant, c: Context): Account {
  const account = findAccount(tenant, c.req.param('id') ?? '')
  if (!account) throw managementError(404, 'The user does not exist.', 'inexistent_user')
  return account
}
