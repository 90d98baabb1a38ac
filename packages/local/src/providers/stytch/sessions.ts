import { randomBytes, randomUUID } from 'node:crypto'
import type { Context } from 'hono'
import type { Account } from '../../emulator/accounts.ts'
import type { EmulatorEnv } from '../../emulator/app.ts'
import { isoTime } from '../../emulator/clock.ts'
import { NotEmulated } from '../../emulator/not-emulated.ts'
import { shownSessionToken } from './credentials.ts'
import { refusal } from './errors.ts'
import type { Project } from './project.ts'
import type { Factor, Session } from './state.ts'

/** Where a session's life may be set to, in minutes. */
const shortest = 5
const longest = 527_040

/** How long a session that has ended is kept, in milliseconds, before it is forgotten. */
const keepEndedFor = 86_400_000

/** How long a new session is to last. Without it Stytch starts none, which is not imitated. */
export function requireDuration(c: Context, minutes: number | undefined): number {
  if (minutes === undefined) throw new NotEmulated(`${c.req.path} without a session`)
  return checkDuration(minutes)
}

function checkDuration(minutes: number): number {
  if (Number.isInteger(minutes) && minutes >= shortest && minutes <= longest) return minutes
  throw refusal('invalid_session_duration_minutes')
}

/** Whether it has neither expired nor been revoked. */
export function isLive({ expiresAt, revoked }: Session, now: number): boolean {
  return !revoked && expiresAt > now
}

/** The live session that is meant; undefined for none. */
export function findSession(
  { state, now }: Project,
  isMeant: (session: Session) => boolean,
): Session | undefined {
  return state.data.sessions.find((session) => isMeant(session) && isLive(session, now()))
}

/**
 * Signs in whoever has just proved who they are. The session that the browser has goes on when
 * it is theirs; somebody else's is left as it is, and the browser gets a new one.
 */
export function signIn(
  project: Project,
  c: Context<EmulatorEnv>,
  { account, type, minutes }: { account: Account; type: Factor['type']; minutes: number },
): Session {
  const now = project.now()
  const token = shownSessionToken(c, project)
  const own = findSession(
    project,
    (session) => session.token === token && session.userId === account.id,
  )
  return project.state.change((data) => {
    const kept = data.accounts[account.id]
    if (kept) {
      kept.emailVerified = true
      kept.lastSignInAt = isoTime(now)
    }
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
    prolong(session, minutes, now)
    return session
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
export function touchSession(
  project: Project,
  session: Session,
  minutes: number | undefined,
): Session {
  if (minutes !== undefined) checkDuration(minutes)
  return project.state.change(() => prolong(session, minutes, project.now()))
}

function prolong(session: Session, minutes: number | undefined, now: number): Session {
  session.lastAccessedAt = now
  if (minutes !== undefined) session.expiresAt = now + minutes * 60_000
  return session
}

/** Revokes that session. */
export function revokeSession(project: Project, session: Session): void {
  project.state.change(() => {
    session.revoked = true
  })
}

/** Ends every live session of that user, or of everybody; returns their ids. */
export function endSessions(
  project: Project,
  userId: string | undefined,
  how: 'expired' | 'revoked',
): string[] {
  const now = project.now()
  return project.state.change(({ sessions }) => {
    const ending = sessions.filter(
      (session) => isLive(session, now) && session.userId === (userId ?? session.userId),
    )
    for (const session of ending) {
      if (how === 'revoked') session.revoked = true
      else session.expiresAt = now
    }
    return ending.map(({ id }) => id)
  })
}
