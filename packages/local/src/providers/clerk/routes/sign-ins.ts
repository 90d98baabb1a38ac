import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { type Account, findAccount, findAccountByEmail } from '../../../emulator/accounts.ts'
import type { EmulatorEnv } from '../../../emulator/app.ts'
import { refusal } from '../errors.ts'
import { createId } from '../ids.ts'
import { activeSession, startSession } from '../sessions.ts'
import type { Client, Instance, SignIn, Strategy } from '../state.ts'
import { answer, checkPassword, clientOf, formOf, underWay } from './api.ts'
import { clerkSignIn } from './attempts.ts'
import { attemptCode, pending, sendCode } from './verifications.ts'

const path = '/v1/client/sign_ins'
const text = z.string().optional()

/** Those that Clerk has and this instance has, too. */
const strategySchema = z.enum(['password', 'email_code'])

/** `locale` and `timezone` are the browser's, which nothing here uses. */
const createSchema = z.object({
  identifier: text,
  password: text,
  strategy: strategySchema.optional(),
  locale: text,
  timezone: text,
})
const prepareSchema = z.strictObject({ strategy: strategySchema, email_address_id: text })
const attemptSchema = z.strictObject({ strategy: strategySchema, password: text, code: text })

/** Signing in: the address, then the password or a code that is sent to the address. */
export function signInRoutes(instance: Instance): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>()
  const { accounts } = instance.state.data
  const send = (c: Context, client: Client, signIn: SignIn) =>
    answer(instance, c, client, clerkSignIn(instance, signIn))

  /** Begins a sign-in, in place of any other, and goes as far as the fields allow. */
  app.post(path, async (c) => {
    const client = clientOf(instance, c)
    const { identifier, password, strategy } = await formOf(instance, c, createSchema)
    if (activeSession(instance, client)) throw refusal('session_exists')
    if (strategy && identifier === undefined) throw refusal('form_param_missing', 'identifier')
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
        verification: null,
        createdSessionId: null,
      }
      return client.signIn
    })
    if (isKnown) finish(instance, client, signIn, account, 'password')
    else if (account && strategy === 'email_code') sendCode(instance, signIn, account.email)
    return send(c, client, signIn)
  })

  app.get(`${path}/:id`, (c) => send(c, ...underWay(instance, c, 'signIn')))

  app.post(`${path}/:id/prepare_first_factor`, async (c) => {
    const [client, signIn] = underWay(instance, c, 'signIn')
    const { strategy } = await formOf(instance, c, prepareSchema)
    // A password needs no preparation.
    if (strategy === 'email_code') sendCode(instance, signIn, accountOf(instance, signIn).email)
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
      attemptCode(instance, signIn, code)
    }
    finish(instance, client, signIn, account, strategy)
    return send(c, client, signIn)
  })

  return app
}

function accountOf(instance: Instance, { userId }: SignIn): Account {
  const account = userId === null ? undefined : findAccount(instance, userId)
  if (!account) throw refusal('client_state_invalid')
  return account
}

function finish(
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
    signIn.createdSessionId = session.id
    client.signIn = null
  })
}
