import 'server-only'
import { createHash, timingSafeEqual } from 'node:crypto'
import * as z from '@/lib/validation'

const eventSchema = z.object({ type: z.string(), data: z.unknown() })
const deletionSchema = z.object({ object: z.object({ user_id: z.string().min(1) }) })

/**
 * Returns the id of the user whom an event stream of Auth0 reports as deleted, or undefined if it
 * reports something else. Throws if it doesn't bring the stream's token: Auth0 signs nothing.
 */
export async function readDeletedUser(request: Request): Promise<string | undefined> {
  const sent = digest(request.headers.get('authorization') ?? '')
  const own = digest(`Bearer ${process.env.AUTH0_EVENT_STREAM_TOKEN}`)
  if (!timingSafeEqual(sent, own)) throw new Error('Another token')
  const { type, data } = eventSchema.parse(await request.json())
  return type === 'user.deleted' ? deletionSchema.parse(data).object.user_id : undefined
}

const digest = (text: string) => createHash('sha256').update(text).digest()
