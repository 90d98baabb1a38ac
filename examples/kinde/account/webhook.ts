import 'server-only'
import { decodeWebhook } from '@kinde/webhooks'
import { env } from '@/auth/env'
import * as z from '@/lib/validation'

const eventSchema = z.object({ type: z.string(), data: z.unknown() })
const deletionSchema = z.object({ user: z.object({ id: z.string().min(1) }) })

/**
 * Returns the id of the user whom a webhook reports as deleted, or undefined if it reports something
 * else. Throws if Kinde didn't sign it. It signs when something happened, not when it reports it, so
 * a delivery can be as old as its retries.
 */
export async function readDeletedUser(request: Request): Promise<string | undefined> {
  const { origin } = new URL(env().KINDE_ISSUER_URL)
  const { type, data } = eventSchema.parse(await decodeWebhook(await request.text(), origin))
  return type === 'user.deleted' ? deletionSchema.parse(data).user.id : undefined
}
