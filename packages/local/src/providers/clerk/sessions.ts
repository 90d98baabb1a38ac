import type { Account } from '../../emulator/accounts.ts'
import { isoTime } from '../../emulator/clock.ts'
import { sessionExists } from './errors.ts'
import { createId } from './ids.ts'
import type { Instance } from './instance.ts'
import type { Client, Session, Strategy } from './state.ts'

/** What has become of that session. */
export function statusOf(instance: Instance, session: Session) {
  if (session.ended) return session.ended
  return session.expireAt <= instance.now() ? 'expired' : 'active'
}

/** The session that is live in that browser: one at most, as in Clerk's single-session mode. */
export function activeSession(instance: Instance, client: Client): Session | undefined {
  return Object.values(instance.state.data.sessions).find(
    (session) => session.clientId === client.id && statusOf(instance, session) === 'active',
  )
}

/** Signs somebody in who has just proved who they are. Throws when somebody is signed in. */
export function startSession(
  instance: Instance,
  client: Client,
  account: Account,
  strategy: Strategy,
): Session {
  if (activeSession(instance, client)) throw sessionExists()
  const now = instance.now()
  return instance.state.change(({ accounts, sessions, settings }) => {
    const session: Session = {
      id: createId('sess'),
      clientId: client.id,
      userId: account.id,
      createdAt: now,
      expireAt: now + settings.sessionSeconds * 1000,
      lastActiveAt: now,
      ended: null,
    }
    sessions[session.id] = session
    const kept = accounts[account.id]
    if (kept) kept.lastSignInAt = isoTime(now)
    client.lastActiveSessionId = session.id
    client.lastStrategy = strategy
    client.updatedAt = now
    return session
  })
}

/** Ends every live session that is meant; returns their ids. */
export function endSessions(
  instance: Instance,
  isMeant: (session: Session) => boolean,
  how: NonNullable<Session['ended']>,
): string[] {
  const now = instance.now()
  return instance.state.change(({ clients, sessions }) => {
    const ending = Object.values(sessions).filter(
      (session) => statusOf(instance, session) === 'active' && isMeant(session),
    )
    for (const session of ending) {
      session.ended = how
      const client = Object.values(clients).find(({ id }) => id === session.clientId)
      if (!client) continue
      client.lastActiveSessionId = null
      client.updatedAt = now
    }
    return ending.map(({ id }) => id)
  })
}

/** Whose session it is. Throws when the state is broken: accounts are never deleted. */
export function accountOf({ state }: Instance, session: Session): Account {
  const account = state.data.accounts[session.userId]
  if (!account) throw new Error(`${session.id} belongs to nobody`)
  return account
}
