import { randomBytes, randomUUID } from 'node:crypto'
import type { Context } from 'hono'
import type { Account } from '../../emulator/accounts.ts'
import type { EmulatorEnv } from '../../emulator/app.ts'
import { isoTime } from '../../emulator/clock.ts'
import type { Factor, Project, Session } from './state.ts'

/** How long a session that has ended is kept, in milliseconds, before it is forgotten. */
const keepEndedFor = 86_400_000

/** Every session that has neither expired nor been revoked. */
export function liveSessions({ state, now }: Project): Session[] {
  return state.data.sessions.filter(({ expiresAt, revoked }) => !revoked && expiresAt > now())
}

/**
 * Signs a user in who has just proved who they are. The session whose token the browser has goes
 * on when it is theirs; that of another user is left as it is, and the browser gets a new one.
 */
export function signIn(
  project: Project,
  c: Context<EmulatorEnv>,
  proof: { token: string | undefined; account: Account; type: Factor['type']; minutes: number },
): Session {
  const { token, account, type, minutes } = proof
  const now = project.now()
  const own = liveSessions(project).find(
    (session) => session.token === token && session.userId === account.id,
  )
  return project.state.change((data) => {
    const kept = data.accounts[account.id]
    if (kept) Object.assign(kept, { emailVerified: true, lastSignInAt: isoTime(now) })
    const session = own ?? createSession(c, account, now)
    if (!own) {
      const recent = data.sessions.filter(({ expiresAt }) => expiresAt > now - keepEndedFor)
      data.sessions = [...recent, session]
    }
    const before = session.factors.find((factor) => factor.type === type)
    session.factors = [
      ...session.factors.filter((factor) => factor !== before),
      { type, createdAt: before?.createdAt ?? now, lastAuthenticatedAt: now },
    ]
    return prolong(session, minutes, now)
  })
}

function createSession(c: Context<EmulatorEnv>, account: Account, now: number): Session {
  return {
    id: `session-test-${randomUUID()}`,
    token: randomBytes(33).toString('base64url'),
    userId: account.id,
    startedAt: now,
    ipAddress: c.env.incoming.socket.remoteAddress ?? '',
    userAgent: c.req.header('user-agent') ?? '',
    lastAccessedAt: now,
    expiresAt: now,
    factors: [],
    revoked: false,
  }
}

/** Notes that the session was asked for, and lets it end that many minutes from now, if given. */
export function touchSession(project: Project, session: Session, minutes?: number): Session {
  return project.state.change(() => prolong(session, minutes, project.now()))
}

function prolong(session: Session, minutes: number | undefined, now: number): Session {
  session.lastAccessedAt = now
  if (minutes !== undefined) session.expiresAt = now + minutes * 60_000
  return session
}

/** Ends every live session that is meant; returns their ids. */
export function endSessions(
  project: Project,
  isMeant: (session: Session) => boolean,
  how: 'expired' | 'revoked',
): string[] {
  const ending = liveSessions(project).filter(isMeant)
  project.state.change(() => {
    for (const session of ending) {
      if (how === 'revoked') session.revoked = true
      else session.expiresAt = project.now()
    }
  })
  return ending.map(({ id }) => id)
}
