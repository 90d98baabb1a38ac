import { type Context, Hono } from 'hono'
import type { EmulatorEnv } from '../../../emulator/app.ts'
import { NotEmulated } from '../../../emulator/not-emulated.ts'
import { answer } from '../answer.ts'
import { clientOf } from '../clients.ts'
import { missing, notFound } from '../errors.ts'
import { formOf } from '../form.ts'
import type { Instance } from '../instance.ts'
import { clerkSignUp } from '../objects/sign-up.ts'
import { completeSignUp, createSignUp, fillIn, signUpFields } from '../sign-up.ts'
import type { Client, SignUp } from '../state.ts'
import { attemptCode, sendCode } from '../verifications.ts'

const path = '/v1/client/sign_ups'

/** Signing up: address and password, then the code that was sent to the address. */
export function signUpRoutes(instance: Instance): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>()
  const send = (c: Context, client: Client, signUp: SignUp) =>
    answer(instance, c, client, clerkSignUp(instance, signUp))

  app.post(path, async (c) => {
    const client = clientOf(instance, c)
    return send(c, client, await createSignUp(instance, client, await formOf(c, signUpFields)))
  })

  app.get(`${path}/:id`, (c) => send(c, ...currentSignUp(instance, c)))

  app.patch(`${path}/:id`, async (c) => {
    const [client, signUp] = currentSignUp(instance, c)
    await fillIn(instance, signUp, await formOf(c, signUpFields))
    completeSignUp(instance, client, signUp)
    return send(c, client, signUp)
  })

  app.post(`${path}/:id/prepare_verification`, async (c) => {
    const [client, signUp] = currentSignUp(instance, c)
    const { strategy } = await formOf(c, ['strategy'])
    checkStrategy(strategy)
    if (signUp.email === null) throw missing('email_address')
    const verification = sendCode(instance, signUp.email)
    instance.state.change(() => {
      signUp.verification = verification
    })
    return send(c, client, signUp)
  })

  app.post(`${path}/:id/attempt_verification`, async (c) => {
    const [client, signUp] = currentSignUp(instance, c)
    const { strategy, code } = await formOf(c, ['strategy', 'code'])
    checkStrategy(strategy)
    if (code === undefined) throw missing('code')
    attemptCode(instance, signUp.verification, code)
    completeSignUp(instance, client, signUp)
    return send(c, client, signUp)
  })

  return app
}

function currentSignUp(instance: Instance, c: Context): [Client, SignUp] {
  const client = clientOf(instance, c)
  const id = c.req.param('id') ?? ''
  if (client.signUp?.id !== id) throw notFound('Sign up', id)
  return [client, client.signUp]
}

function checkStrategy(strategy: string | undefined): void {
  if (strategy === undefined) throw missing('strategy')
  if (strategy !== 'email_code') throw new NotEmulated(`verifying with ${strategy}`)
}
