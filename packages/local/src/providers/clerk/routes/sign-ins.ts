import { type Context, Hono } from 'hono'
import { z } from 'zod'
import {
  type Account,
  findAccount,
  findAccountByEmail,
  hashPassword,
  updateAccount,
} from '../../../emulator/accounts.ts'
import type { EmulatorEnv } from '../../../emulator/app.ts'
import { accountOfIdentity } from '../../../emulator/identity.ts'
import { refusal } from '../errors.ts'
import { createId } from '../ids.ts'
import { activeSession, endSessions, startSession } from '../sessions.ts'
import type { Client, Instance, SignIn, Strategy } from '../state.ts'
import { answer, checkPassword, clientOf, formOf, newPasswordSchema, underWay } from './api.ts'
import { clerkSignIn } from './attempts.ts'
import { externalFields, externalOf, transferred } from './external.ts'
import { attemptCode, pending, sendCode } from './verifications.ts'

const path = '/v1/client/sign_ins'
const text = z.string().optional()

/** Those that Clerk has and this instance has, too. */
const strategySchema = z.enum(['password', 'email_code', 'reset_password_email_code'])

/** `locale` and `timezone` are the browser's, which nothing here uses. */
const createSchema = z.object({
  identifier: text,
  password: text,
  strategy: strategySchema.or(z.literal('oauth_google')).optional(),
  ...externalFields,
  locale: text,
  timezone: text,
})
const prepareSchema = z.strictObject({ strategy: strategySchema, email_address_id: text })
const attemptSchema = z.strictObject({ strategy: strategySchema, password: text, code: text })
const resetSchema = z.strictObject({
  password: newPasswordSchema,
  sign_out_of_other_sessions: z.stringbool().default(false),
})

/** Signing in: the address, then the password or a code that is sent to the address; or Google. */
export function signInRoutes(instance: Instance): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>()
  const { accounts } = instance.state.data
  const send = (c: Context, client: Client, signIn: SignIn) =>
    answer(instance, c, client, clerkSignIn(instance, signIn))

  /** Begins a sign-in, in place of any other, and goes as far as the fields allow. */
  app.post(path, async (c) => {
    const client = clientOf(instance, c)
    const fields = await formOf(instance, c, createSchema)
    const { identifier, password, strategy, transfer } = fields
    if (activeSession(instance, client)) throw refusal('session_exists')
    const external = externalOf(instance, c, fields)
    const known = transfer ? transferred(client, 'signUp') : undefined
    if (strategy && !external && identifier === undefined)
      throw refusal('form_param_missing', 'identifier')
    const account = identifier === undefined ? undefined : findAccountByEmail(accounts, identifier)
    if (identifier !== undefined && !account) {
      throw refusal('form_identifier_not_found', 'identifier')
    }
    const isKnown = account && password !== undefined
    if (isKnown) await checkPassword(password, account.passwordHash)
    const signIn = instance.state.change(() => {
      client.signIn = {
        id: createId('sia'),
        createdAt: instance.now(),
        userId: account?.id ?? null,
        verification: external ?? null,
        createdSessionId: null,
      }
      return client.signIn
    })
    if (known) {
      finish(instance, client, signIn, accountOfIdentity(instance, known), 'oauth_google')
    } else if (isKnown) finish(instance, client, signIn, account, 'password')
    else if (account && isMailed(strategy)) sendCode(instance, signIn, account.email, strategy)
    return send(c, client, signIn)
  })

  app.get(`${path}/:id`, (c) => send(c, ...underWay(instance, c, 'signIn')))

  app.post(`${path}/:id/prepare_first_factor`, async (c) => {
    const [client, signIn] = underWay(instance, c, 'signIn')
    const { strategy } = await formOf(instance, c, prepareSchema)
    // A password needs no preparation.
    if (isMailed(strategy)) {
      sendCode(instance, signIn, accountOf(instance, signIn).email, strategy)
    }
    return send(c, client, signIn)
  })

  app.post(`${path}/:id/attempt_first_factor`, async (c) => {
    const [client, signIn] = underWay(instance, c, 'signIn')
    const account = accountOf(instance, signIn)
    const { strategy, password, code } = await formOf(instance, c, attemptSchema)
    if (strategy === 'password') {
      if (password === undefined) throw refusal('form_param_missing', 'password')
      await checkPassword(password, account.passwordHash)
    } else {
      if (code === undefined) throw refusal('form_param_missing', 'code')
      attemptCode(instance, signIn, code, strategy)
    }
    if (strategy === 'reset_password_email_code') {
      instance.state.change(() => {
        signIn.needsNewPassword = true
      })
    } else finish(instance, client, signIn, account, strategy)
    return send(c, client, signIn)
  })

  app.post(`${path}/:id/reset_password`, async (c) => {
    const [client, signIn] = underWay(instance, c, 'signIn')
    const fields = await formOf(instance, c, resetSchema)
    if (!signIn.needsNewPassword) throw refusal('client_state_invalid')
    const passwordHash = await hashPassword(fields.password)
    const account = updateAccount(instance, accountOf(instance, signIn), { passwordHash })
    if (!account) throw refusal('client_state_invalid')
    if (fields.sign_out_of_other_sessions) {
      endSessions(instance, ({ userId }) => userId === account.id, 'revoked')
    }
    finish(instance, client, signIn, account, 'reset_password_email_code')
    return send(c, client, signIn)
  })

  return app
}

function accountOf(instance: Instance, { userId }: SignIn): Account {
  const account = userId === null ? undefined : findAccount(instance, userId)
  if (!account) throw refusal('client_state_invalid')
  return account
}

/** The strategies that send a code. */
const isMailed = (strategy?: Strategy): strategy is 'email_code' | 'reset_password_email_code' =>
  strategy === 'email_code' || strategy === 'reset_password_email_code'

/** Signs the user in, which completes the sign-in. */
export function finish(
  instance: Instance,
  client: Client,
  signIn: SignIn,
  account: Account,
  strategy: Strategy,
): void {
  const session = startSession(instance, client, account, strategy)
  instance.state.change(() => {
    signIn.verification ??= pending(strategy, null, instance.now())
    signIn.verification.verified = true
    signIn.userId = account.id
    signIn.createdSessionId = session.id
    client.signIn = null
  })
}
