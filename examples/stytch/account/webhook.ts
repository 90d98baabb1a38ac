import 'server-only'
import { createHmac, timingSafeEqual } from 'node:crypto'
import * as z from '@/lib/validation'

/** Seconds. An older delivery is refused: someone may have kept it. */
const TOLERANCE = 300

const eventSchema = z.object({
  action: z.string(),
  object_type: z.string(),
  id: z.string().min(1),
})

/**
 * Returns the id of the user whom a webhook reports as deleted, or undefined if it reports something
 * else. Throws if Stytch didn't sign it, or not in the last five minutes.
 */
export async function readDeletedUser(request: Request): Promise<string | undefined> {
  const body = await request.text()
  if (!isSigned(request.headers, body)) throw new Error('Not signed')
  const { action, object_type, id } = eventSchema.parse(JSON.parse(body))
  return action === 'DELETE' && object_type === 'user' ? id : undefined
}

/** Stytch sends by Svix: https://docs.svix.com/receiving/verifying-payloads/how-manual */
function isSigned(headers: Headers, body: string): boolean {
  const seconds = headers.get('svix-timestamp') ?? ''
  if (!(Math.abs(Date.now() / 1000 - Number(seconds)) <= TOLERANCE)) return false
  const key = Buffer.from(
    (process.env.STYTCH_WEBHOOK_SECRET ?? '').replace(/^whsec_/, ''),
    'base64',
  )
  const content = `${headers.get('svix-id')}.${seconds}.${body}`
  const own = Buffer.from(`v1,${createHmac('sha256', key).update(content).digest('base64')}`)
  // There are several while a secret is replaced.
  const sent = (headers.get('svix-signature') ?? '').split(' ').map((one) => Buffer.from(one))
  return sent.some((one) => one.length === own.length && timingSafeEqual(one, own))
}
