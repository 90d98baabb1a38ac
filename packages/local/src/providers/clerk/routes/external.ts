import type { Context } from 'hono'
import { z } from 'zod'
import type { Identity } from '../../../emulator/identity.ts'
import { NotEmulated } from '../../../emulator/problems.ts'
import { refusal } from '../errors.ts'
import type { Client, Instance, Verification } from '../state.ts'
import { pending } from './verifications.ts'

/** How long a user may take at Google, in milliseconds. */
const externalMilliseconds = 10 * 60_000

/** What clerk-js sends to begin with Google, and to go on where the other kind of attempt began. */
export const externalFields = {
  redirect_url: z.string().optional(),
  action_complete_redirect_url: z.string().optional(),
  transfer: z.literal('true').optional(),
}

/** The verification of an attempt that begins with Google; undefined for another one. */
export function externalOf(
  { now }: Instance,
  c: Context,
  fields: { strategy?: string | undefined; redirect_url?: string | undefined },
): Verification | undefined {
  const { strategy, redirect_url: redirectUrl } = fields
  if (strategy !== 'oauth_google') {
    if (redirectUrl !== undefined) throw new NotEmulated(`${c.req.path} with redirect_url`)
    return undefined
  }
  if (redirectUrl === undefined) throw refusal('form_param_missing', 'redirect_url')
  return { ...pending(strategy, null, now() + externalMilliseconds), redirectUrl }
}

/** Who it was in the other kind of attempt. Throws when there is none to go on with. */
export function transferred(client: Client, from: 'signIn' | 'signUp'): Identity {
  const external = from === 'signIn' ? client.signIn?.verification : client.signUp?.external
  if (!external?.transferable) throw refusal('client_state_invalid')
  return external.transferable
}
