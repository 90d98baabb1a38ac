import { type Account, findAccount } from '../../emulator/accounts.ts'
import { isoTime } from '../../emulator/clock.ts'
import { refusal } from './errors.ts'
import { createId } from './ids.ts'
import type { Client, Instance, Session, Strategy } from './state.ts'

/** After how long without use Clerk takes a session for abandoned, in milliseconds. */
const abandonAfter = 30 * 86_400_000

/** What has become of that session. */
export function statusOf(instance: Instance, session: Session) {
  if (session.ended) return session.ended
  return session.expireAt <= instance.now() ? 'expired' : 'active'
}

/** Every session that goes on. */
export function activeSessions(instance: Instance): Session[] {
  const sessions = Object.values(instance.state.data.sessions)
  return sessions.filter((session) => statusOf(instance, session) === 'active')
}

/** The session that is live in that browser: one at most, as in Clerk's single-session mode. */
export function activeSession(instance: Instance, client: Client): Session | undefined {
  return activeSessions(instance).find(({ clientId }) => clientId === client.id)
}

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

/** Signs a user in who has just proved who they are. Throws while a user is signed in, and when the
 * account was deleted in the meantime. */
export function startSession(
  instance: Instance,
  client: Client,
  account: Account,
  strategy: Strategy,
): Session {
  if (activeSession(instance, client)) throw refusal('session_exists')
  if (!findAccount(instance, account.id)) throw refusal('form_identifier_not_found', 'identifier')
  const session = createSession(instance, client.id, account.id)
  const now = instance.now()
  return instance.state.change(({ accounts }) => {
    const kept = accounts[account.id]
    if (kept) kept.lastSignInAt = isoTime(now)
    client.lastActiveSessionId = session.id
    client.lastStrategy = strategy
    client.updatedAt = now
    return session
  })
}

/** A session of a user, as of a browser with that id. */
export function createSession(instance: Instance, clientId: string, userId: string): Session {
  const now = instance.now()
  return instance.state.change(({ sessions, settings }) => {
    const session: Session = {
      id: createId('sess'),
      clientId,
      userId,
      createdAt: now,
      expireAt: now + settings.sessionSeconds * 1000,
      lastActiveAt: now,
      ended: null,
    }
    sessions[session.id] = session
    return session
  })
}

/** Ends every live session that is meant; returns their ids. */
export function endSessions(
  instance: Instance,
  isMeant: (session: Session) => boolean,
  how: NonNullable<Session['ended']>,
): string[] {
  const ending = activeSessions(instance).filter(isMeant)
  return instance.state.change(({ clients }) =>
    ending.map((session) => {
      session.ended = how
      const client = Object.values(clients).find(({ id }) => id === session.clientId)
      if (client) Object.assign(client, { lastActiveSessionId: null, updatedAt: instance.now() })
      return session.id
    }),
  )
}

/** Ends what browsers hold of that user: sessions, and sign-ins that are under way. */
export function signOutUser(instance: Instance, id: string): void {
  endSessions(instance, ({ userId }) => userId === id, 'removed')
  instance.state.change(({ clients }) => {
    for (const client of Object.values(clients)) {
      if (client.signIn?.userId === id) client.signIn = null
      if (client.signUp?.createdUserId === id) client.signUp = null
      if (client.ownEmail?.userId === id) delete client.ownEmail
    }
  })
}
