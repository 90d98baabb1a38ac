import { type Context, Hono } from 'hono'
import { z } from 'zod'
import {
  addAccount,
  findAccountByEmail,
  hashPassword,
  normaliseEmail,
} from '../../../emulator/accounts.ts'
import type { EmulatorEnv } from '../../../emulator/app.ts'
import { type Identity, linked } from '../../../emulator/identity.ts'
import { refusal } from '../errors.ts'
import { createId } from '../ids.ts'
import { activeSession, startSession } from '../sessions.ts'
import type { Client, Instance, SignUp } from '../state.ts'
import {
  answer,
  clientOf,
  emailSchema,
  formOf,
  nameSchema,
  newPasswordSchema,
  underWay,
} from './api.ts'
import { clerkSignUp } from './attempts.ts'
import { externalFields, externalOf, transferred } from './external.ts'
import { attemptCode, sendCode } from './verifications.ts'

const path = '/v1/client/sign_ups'

/** `locale` and `timezone` are the browser's, which nothing here uses. */
const fieldsSchema = z.object({
  email_address: emailSchema.optional(),
  password: newPasswordSchema.optional(),
  first_name: nameSchema.optional(),
  last_name: nameSchema.optional(),
  locale: z.string().optional(),
  timezone: z.string().optional(),
  // Clerk's other ways to sign up name another one.
  strategy: z.literal('oauth_google').optional(),
  ...externalFields,
})
const prepareSchema = z.strictObject({ strategy: z.literal('email_code') })
const attemptSchema = prepareSchema.extend({ code: z.string() })

/** Signing up: address and password, then the code that was sent to the address; or Google. */
export function signUpRoutes(instance: Instance): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>()
  const send = (c: Context, client: Client, signUp: SignUp) =>
    answer(instance, c, client, clerkSignUp(instance, signUp))

  /** Begins a sign-up, in place of any other. */
  app.post(path, async (c) => {
    const client = clientOf(instance, c)
    const known = await readFields(instance, c, client)
    if (activeSession(instance, client)) throw refusal('session_exists')
    const signUp = instance.state.change(() => {
      client.signUp = {
        id: createId('sua'),
        createdAt: instance.now(),
        email: null,
        passwordHash: null,
        firstName: null,
        lastName: null,
        verification: null,
        createdUserId: null,
        createdSessionId: null,
        ...known,
      }
      return client.signUp
    })
    complete(instance, client, signUp)
    return send(c, client, signUp)
  })

  app.get(`${path}/:id`, (c) => send(c, ...underWay(instance, c, 'signUp')))

  app.patch(`${path}/:id`, async (c) => {
    const [client, signUp] = underWay(instance, c, 'signUp')
    const changes = await readFields(instance, c, client)
    const isOtherEmail = changes.email !== undefined && changes.email !== signUp.email
    instance.state.change(() => {
      Object.assign(signUp, changes, isOtherEmail && { verification: null })
    })
    complete(instance, client, signUp)
    return send(c, client, signUp)
  })

  app.post(`${path}/:id/prepare_verification`, async (c) => {
    const [client, signUp] = underWay(instance, c, 'signUp')
    await formOf(instance, c, prepareSchema)
    if (signUp.email === null) throw refusal('form_param_missing', 'email_address')
    sendCode(instance, signUp, signUp.email)
    return send(c, client, signUp)
  })

  app.post(`${path}/:id/attempt_verification`, async (c) => {
    const [client, signUp] = underWay(instance, c, 'signUp')
    const { code } = await formOf(instance, c, attemptSchema)
    attemptCode(instance, signUp, code)
    complete(instance, client, signUp)
    return send(c, client, signUp)
  })

  return app
}

/** What the request says of the user. Throws when Clerk would refuse a field. */
async function readFields(
  instance: Instance,
  c: Context,
  client: Client,
): Promise<Partial<SignUp>> {
  const fields = await formOf(instance, c, fieldsSchema)
  const external = externalOf(instance, c, fields)
  const { email_address: email, password, first_name: firstName, last_name: lastName } = fields
  if (email !== undefined && findAccountByEmail(instance.state.data.accounts, email)) {
    throw refusal('form_identifier_exists', 'email_address')
  }
  return {
    ...(external && { external }),
    ...(fields.transfer && fieldsOf(transferred(client, 'signIn'))),
    ...(email !== undefined && { email: normaliseEmail(email) }),
    ...(password !== undefined && { passwordHash: await hashPassword(password) }),
    ...(firstName !== undefined && { firstName }),
    ...(lastName !== undefined && { lastName }),
  }
}

/** What a sign-up knows of a user whom Google knows. */
export const fieldsOf = (identity: Identity): Partial<SignUp> => ({
  email: identity.email,
  firstName: identity.firstName,
  lastName: identity.lastName,
  identity,
})

/** Makes the account and signs it in, once nothing is missing and the address is verified, if it has
 * to be. Throws when the address got an account in the meantime. */
export function complete(instance: Instance, client: Client, signUp: SignUp): void {
  const { email, passwordHash, firstName, lastName, verification, identity } = signUp
  const emailVerified = verification?.verified || identity?.emailVerified || false
  const isEnough = emailVerified || !instance.state.data.settings.verifyEmail
  if (email === null || (passwordHash === null && !identity) || !isEnough) return
  const identities = identity ? [linked(identity)] : []
  const fields = { email, emailVerified, firstName, lastName, passwordHash, identities }
  const account = addAccount(instance, fields)
  if (!account) throw refusal('form_identifier_exists', 'email_address')
  const strategy = identity ? 'oauth_google' : 'email_code'
  const session = startSession(instance, client, account, strategy)
  instance.state.change(() => {
    signUp.createdUserId = account.id
    signUp.createdSessionId = session.id
    client.signUp = null
  })
}
