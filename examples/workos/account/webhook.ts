import 'server-only'
import { getWorkOS } from '@workos-inc/authkit-nextjs'

/** Milliseconds. An older delivery is refused: someone may have kept it. */
const TOLERANCE = 300_000

/**
 * Returns the id of the user whom a webhook reports as deleted, or undefined if it reports something
 * else. Throws if WorkOS didn't sign it, or not in the last five minutes.
 */
export async function readDeletedUser(request: Request): Promise<string | undefined> {
  const { event, data } = await getWorkOS().webhooks.constructEvent({
    payload: await request.text(),
    sigHeader: request.headers.get('workos-signature') ?? '',
    secret: process.env.WORKOS_WEBHOOK_SECRET ?? '',
    tolerance: TOLERANCE,
  })
  return event === 'user.deleted' ? data.id : undefined
}
