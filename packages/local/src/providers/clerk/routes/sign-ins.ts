import { type Context, Hono } from 'hono'
import type { EmulatorEnv } from '../../../emulator/app.ts'
import { answer } from '../answer.ts'
import { clientOf } from '../clients.ts'
import { notFound } from '../errors.ts'
import { formOf } from '../form.ts'
import type { Instance } from '../instance.ts'
import { clerkSignIn } from '../objects/sign-in.ts'
import { attempt, checkStrategy, createSignIn, prepareCode, signInFields } from '../sign-in.ts'
import type { Client, SignIn } from '../state.ts'

const path = '/v1/client/sign_ins'

/** Signing in: the address, then the password or a code that is sent to the address. */
export function signInRoutes(instance: Instance): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>()
  const send = (c: Context, client: Client, signIn: SignIn) =>
    answer(instance, c, client, clerkSignIn(instance, signIn))

  app.post(path, async (c) => {
    const client = clientOf(instance, c)
    return send(c, client, await createSignIn(instance, client, await formOf(c, signInFields)))
  })

  app.get(`${path}/:id`, (c) => send(c, ...currentSignIn(instance, c)))

  app.post(`${path}/:id/prepare_first_factor`, async (c) => {
    const [client, signIn] = currentSignIn(instance, c)
    const { strategy } = await formOf(c, ['strategy', 'email_address_id'])
    // A password needs no preparation.
    if (checkStrategy(strategy) === 'email_code') prepareCode(instance, signIn)
    return send(c, client, signIn)
  })

  app.post(`${path}/:id/attempt_first_factor`, async (c) => {
    const [client, signIn] = currentSignIn(instance, c)
    const fields = await formOf(c, ['strategy', 'password', 'code'])
    await attempt(instance, client, signIn, fields)
    return send(c, client, signIn)
  })

  return app
}

function currentSignIn(instance: Instance, c: Context): [Client, SignIn] {
  const client = clientOf(instance, c)
  const id = c.req.param('id') ?? ''
  if (client.signIn?.id !== id) throw notFound('Sign in', id)
  return [client, client.signIn]
}
