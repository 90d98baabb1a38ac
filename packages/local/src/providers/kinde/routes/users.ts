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
import { checked, checkedBody } from '../../../emulator/checked.ts'
import { requireScope } from '../../../emulator/oidc/management.ts'
import type { Tenant } from '../../../emulator/oidc/tenant.ts'
import { pageOf } from '../../../emulator/paging.ts'
import { kindeError } from '../errors.ts'
import { managedUser } from '../user.ts'

const listSchema = z.strictObject({
  page_size: z.coerce.number().int().min(1).max(500).default(10),
  user_id: z.string().optional(),
  next_token: z.string().optional(),
  email: z.string().optional(),
})
const userSchema = z.strictObject({ id: z.string() })
// Whether what is known of the user beyond the business goes too; here there is nothing else.
const deleteSchema = userSchema.extend({ is_delete_profile: z.stringbool().optional() })
const updateSchema = z.strictObject({
  given_name: z.string().optional(),
  family_name: z.string().optional(),
})
const propertiesSchema = z.strictObject({
  properties: z.record(z.string(), z.string().nullable()),
})

/** The query parameters of these routes, by path. */
export const managementParameters = {
  '/api/v1/users': Object.keys(listSchema.shape),
  '/api/v1/user': Object.keys(deleteSchema.shape),
}

const refuse = (error: z.ZodError) => kindeError(400, 'INVALID_REQUEST', z.prettifyError(error))

/** The part of the Management API that is about users. */
export function userRoutes(tenant: Tenant): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>()
  const may = (scope: string) => requireScope(tenant, scope)
  const named = <T extends typeof userSchema>(c: Context, schema: T) =>
    userOf(tenant, checked(c, schema, c.req.query(), refuse).id)

  app.get('/api/v1/users', may('read:users'), (c) => {
    const asked = checked(c, listSchema, c.req.query(), refuse)
    const { page_size: size, user_id: id, email, next_token: token } = asked
    const found = Object.values(tenant.state.data.accounts).filter(
      (account) =>
        account.id === (id ?? account.id) &&
        account.email === normaliseEmail(email ?? account.email),
    )
    const { accounts, next } = pageOf(found, size, token)
    const users = accounts.map(managedUser)
    return c.json({ code: 'OK', message: 'Success', users, next_token: next })
  })

  app.get('/api/v1/user', may('read:users'), (c) => {
    const { email, ...user } = managedUser(named(c, userSchema))
    return c.json({ ...user, preferred_email: email })
  })

  app.patch('/api/v1/user', may('update:users'), async (c) => {
    const account = named(c, userSchema)
    const { given_name: firstName, family_name: lastName } = await checkedBody(
      c,
      updateSchema,
      refuse,
    )
    const changed = updateAccount(tenant, account, { firstName, lastName }) ?? account
    const { id, first_name: given_name, last_name: family_name, ...user } = managedUser(changed)
    const { email, is_suspended, picture } = user
    return c.json({ id, given_name, family_name, email, is_suspended, picture })
  })

  app.delete('/api/v1/user', may('delete:users'), (c) => {
    deleteAccount(tenant, named(c, deleteSchema))
    return c.json({ code: 'OK', message: 'User successfully deleted' })
  })

  app.get('/api/v1/users/:id/properties', may('read:user_properties'), (c) => {
    const { metadata } = userOf(tenant, c.req.param('id'))
    const properties = Object.entries(metadata?.properties ?? {}).map(([key, value]) => ({
      id: `prop_${key}`,
      key,
      name: key,
      value,
    }))
    return c.json({ code: 'OK', message: 'Success', properties, has_more: false, next_token: null })
  })

  app.patch('/api/v1/users/:id/properties', may('update:user_properties'), async (c) => {
    const account = userOf(tenant, c.req.param('id'))
    const { properties: changes } = await checkedBody(c, propertiesSchema, refuse)
    const properties = mergeMetadata(account.metadata?.properties, changes)
    updateAccount(tenant, account, { metadata: { properties } })
    return c.json({ code: 'OK', message: 'Properties successfully updated' })
  })

  return app
}

function userOf(tenant: Tenant, id: string): Account {
  const account = findAccount(tenant, id)
  if (!account) throw kindeError(404, 'USER_NOT_FOUND', 'User not found')
  return account
}
