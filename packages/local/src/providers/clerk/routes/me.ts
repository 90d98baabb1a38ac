import { type Context, Hono } from 'hono'
import { z } from 'zod'
import {
  type Account,
  type AccountChanges,
  hashPassword,
  updateAccount,
} from '../../../emulator/accounts.ts'
import type { EmulatorEnv } from '../../../emulator/app.ts'
import { notFound } from '../errors.ts'
import { activeSessions, clerkSession, endSessions } from '../sessions.ts'
import type { Client, Instance } from '../state.ts'
import { clerkUser, emailAddress, emailAddressId } from '../user.ts'
import { answer, checkPassword, formOf, nameSchema, newPasswordSchema, whoAsks } from './api.ts'
import { attemptCode, sendCode } from './verifications.ts'

const nameFields = { first_name: nameSchema.optional(), last_name: nameSchema.optional() }
const passwordFields = {
  current_password: z.string().default(''),
  new_password: newPasswordSchema,
  sign_out_of_other_sessions: z.stringbool().default(false),
}

const prepareSchema = z.strictObject({ strategy: z.literal('email_code') })
const attemptSchema = z.strictObject({ code: z.string() })

/** Clerk tells where a session is used from; here that is always this machine. */
const latest_activity = {
  object: 'session_activity',
  id: 'sess_activity_local',
  device_type: 'This machine',
  is_mobile: false,
}

/** The user profile: name, password, whether the address is verified, and where else one is signed in. */
export function meRoutes(instance: Instance): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>()
  const edit = (account: Account, changes: AccountChanges): Account =>
    updateAccount(instance, account, changes) ?? account
  const sendUser = (c: Context, client: Client, account: Account) =>
    answer(instance, c, client, clerkUser(account))
  const ownAddress = (c: Context) => {
    const mine = whoAsks(instance, c)
    const id = c.req.param('id') ?? ''
    if (emailAddressId(mine.account) !== id) throw notFound('Email address', id)
    return mine
  }
  const sessionsOf = ({ id }: Account) =>
    activeSessions(instance).filter(({ userId }) => userId === id)

  app.get('/v1/me', (c) => {
    const { client, account } = whoAsks(instance, c)
    return sendUser(c, client, account)
  })

  app.patch('/v1/me', async (c) => {
    const { client, account } = whoAsks(instance, c)
    const fields = await formOf(instance, c, z.strictObject(nameFields))
    const { first_name: firstName = account.firstName, last_name: lastName = account.lastName } =
      fields
    return sendUser(c, client, edit(account, { firstName, lastName }))
  })

  app.post('/v1/me/change_password', async (c) => {
    const { client, account, session } = whoAsks(instance, c)
    const fields = await formOf(instance, c, z.strictObject(passwordFields))
    await checkPassword(fields.current_password, account.passwordHash, 'current_password')
    const changed = edit(account, { passwordHash: await hashPassword(fields.new_password) })
    if (fields.sign_out_of_other_sessions) {
      const others = sessionsOf(account).filter((other) => other !== session)
      endSessions(instance, (other) => others.includes(other), 'revoked')
    }
    return sendUser(c, client, changed)
  })

  const path = '/v1/me/email_addresses/:id'
  app.post(`${path}/prepare_verification`, async (c) => {
    const { client, account } = ownAddress(c)
    await formOf(instance, c, prepareSchema)
    const ownEmail = instance.state.change(() => {
      client.ownEmail = { userId: account.id, verification: null }
      return client.ownEmail
    })
    sendCode(instance, ownEmail, account.email)
    return answer(instance, c, client, emailAddress(account))
  })

  app.post(`${path}/attempt_verification`, async (c) => {
    const { client, account } = ownAddress(c)
    const { code } = await formOf(instance, c, attemptSchema)
    const isOwn = client.ownEmail?.userId === account.id
    attemptCode(instance, (isOwn && client.ownEmail) || { verification: null }, code)
    return answer(instance, c, client, emailAddress(edit(account, { emailVerified: true })))
  })

  app.get('/v1/me/sessions/active', (c) => {
    const { account } = whoAsks(instance, c)
    return c.json(
      sessionsOf(account).map((own) => ({ ...clerkSession(instance, own), latest_activity })),
    )
  })

  app.post('/v1/me/sessions/:id/revoke', (c) => {
    const { client, account } = whoAsks(instance, c)
    const id = c.req.param('id')
    const session = sessionsOf(account).find((own) => own.id === id)
    if (!session) throw notFound('Session', id)
    endSessions(instance, (own) => own === session, 'revoked')
    return answer(instance, c, client, clerkSession(instance, session))
  })

  return app
}
