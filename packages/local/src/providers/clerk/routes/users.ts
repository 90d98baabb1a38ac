import { Hono } from 'hono'
import { z } from 'zod'
import {
  type Account,
  type AccountChanges,
  createAccount,
  deleteAccount,
  findAccount,
  mergeMetadata,
  updateAccount,
} from '../../../emulator/accounts.ts'
import type { EmulatorEnv } from '../../../emulator/app.ts'
import { notFound, refusal } from '../errors.ts'
import type { Instance } from '../state.ts'
import { backendUser, deletedUser } from '../user.ts'
import { bodyOf, emailSchema, newPasswordSchema, parse } from './api.ts'
import { countUsers, listUsers } from './lists.ts'

const newUserSchema = z.strictObject({
  email_address: z.tuple([emailSchema]),
  password: newPasswordSchema.optional(),
  first_name: z.string().nullish(),
  last_name: z.string().nullish(),
})
const object = z.record(z.string(), z.unknown())
const metadataSchema = z.strictObject({
  public_metadata: object.exactOptional(),
  private_metadata: object.exactOptional(),
  unsafe_metadata: object.exactOptional(),
})
const updateSchema = metadataSchema.extend({
  first_name: z.string().nullish(),
  last_name: z.string().nullish(),
})

/** The part of the Backend API that is about users. */
export function userRoutes(instance: Instance): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>()

  app.get('/v1/users', (c) => c.json(listUsers(instance, c).map(backendUser)))
  app.get('/v1/users/count', (c) =>
    c.json({ object: 'total_count', total_count: countUsers(instance, c) }),
  )
  app.post('/v1/users', async (c) => {
    const fields = parse(c, newUserSchema, await bodyOf(c))
    const account = await createAccount(instance, {
      email: fields.email_address[0],
      password: fields.password,
      emailVerified: true,
      firstName: fields.first_name ?? '',
      lastName: fields.last_name ?? '',
    })
    if (!account) throw refusal('form_identifier_exists', 'email_address')
    return c.json(backendUser(account))
  })

  const path = '/v1/users/:id'
  app.get(path, (c) => c.json(backendUser(namedUser(instance, c.req.param('id')))))

  app.patch(path, async (c) => {
    const account = namedUser(instance, c.req.param('id'))
    const { first_name, last_name, ...replaced } = parse(c, updateSchema, await bodyOf(c))
    const names = { firstName: first_name, lastName: last_name }
    return c.json(change(instance, account, replaced, names))
  })

  app.patch(`${path}/metadata`, async (c) => {
    const account = namedUser(instance, c.req.param('id'))
    const fields = parse(c, metadataSchema, await bodyOf(c))
    const merged = Object.entries(fields).map(([name, changes]) => [
      name,
      mergeMetadata(account.metadata?.[name], changes, true),
    ])
    return c.json(change(instance, account, Object.fromEntries(merged)))
  })

  app.put(`${path}/metadata`, async (c) => {
    const account = namedUser(instance, c.req.param('id'))
    return c.json(change(instance, account, parse(c, metadataSchema, await bodyOf(c))))
  })

  app.delete(path, (c) => {
    const account = namedUser(instance, c.req.param('id'))
    deleteAccount(instance, account)
    return c.json(deletedUser(account))
  })

  return app
}

function namedUser(instance: Instance, id: string): Account {
  const account = findAccount(instance, id)
  if (!account) throw notFound('User', id)
  return account
}

function change(
  instance: Instance,
  account: Account,
  replaced: z.infer<typeof metadataSchema>,
  names: AccountChanges = {},
) {
  const metadata = { ...account.metadata, ...replaced }
  const changed = updateAccount(instance, account, { ...names, metadata })
  if (!changed) throw notFound('User', account.id)
  return backendUser(changed)
}
