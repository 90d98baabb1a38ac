import type { Instance } from '../instance.ts'
import { accountOf, statusOf } from '../sessions.ts'
import type { Session } from '../state.ts'
import { signSessionToken } from '../tokens.ts'
import { clerkUser, publicUserData } from './user.ts'

/** After how long without use Clerk takes a session for abandoned, in milliseconds. */
const abandonAfter = 30 * 86_400_000

/** A session as both APIs send it. */
export function clerkSession(instance: Instance, session: Session) {
  return {
    id: session.id,
    object: 'session',
    client_id: session.clientId,
    user_id: session.userId,
    status: statusOf(instance, session),
    actor: null,
    expire_at: session.expireAt,
    abandon_at: session.createdAt + abandonAfter,
    last_active_at: session.lastActiveAt,
    last_active_organization_id: null,
    created_at: session.createdAt,
    updated_at: session.lastActiveAt,
  }
}

/** A session as the Frontend API sends it to its own browser: with the user, and a token while it
 * is live. */
export async function ownSession(instance: Instance, session: Session, origin: string | undefined) {
  const account = accountOf(instance, session)
  const isActive = statusOf(instance, session) === 'active'
  const minutes = Math.floor((instance.now() - session.createdAt) / 60_000)
  return {
    ...clerkSession(instance, session),
    factor_verification_age: [minutes, -1],
    tasks: null,
    user: clerkUser(instance, account),
    public_user_data: publicUserData(account),
    last_active_token: isActive
      ? { object: 'token', jwt: await signSessionToken(instance, session, origin) }
      : null,
  }
}
