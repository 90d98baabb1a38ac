import { randomBytes } from 'node:crypto'
import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { ulid } from 'ulid'
import type { Account } from '../../emulator/accounts.ts'
import { isoTime } from '../../emulator/clock.ts'
import type { Authkit, Session } from './state.ts'

/** Cookies know no port, so no other emulator on 127.0.0.1 may use this name. */
const cookieName = 'workos_authkit_session'
const cookieOptions = { path: '/user_management', httpOnly: true, sameSite: 'Lax' } as const

/** Begins a session for a user who has just proved who they are. */
export function startSession(
  authkit: Authkit,
  c: Context,
  account: Account,
  method: Session['method'],
): Session {
  const session: Session = {
    id: `session_${ulid()}`,
    userId: account.id,
    authenticatedAt: authkit.now(),
    method,
    cookie: randomBytes(32).toString('base64url'),
    ended: null,
  }
  authkit.state.change(({ accounts, sessions }) => {
    sessions[session.id] = session
    const kept = accounts[account.id]
    if (kept) kept.lastSignInAt = isoTime(session.authenticatedAt)
  })
  setCookie(c, cookieName, session.cookie, cookieOptions)
  return session
}

/** The live session that this browser has with AuthKit itself. */
export function browserSession(authkit: Authkit, c: Context): Session | undefined {
  const cookie = getCookie(c, cookieName)
  if (!cookie) return undefined
  const { sessions } = authkit.state.data
  return Object.values(sessions).find((session) => session.cookie === cookie && !session.ended)
}

/** Makes this browser forget its session with AuthKit. */
export function forgetBrowserSession(c: Context): void {
  setCookie(c, cookieName, '', { ...cookieOptions, maxAge: 0 })
}

/** Ends every live session that is meant, for the refresh tokens too; returns their ids. */
export function endSessions(
  authkit: Authkit,
  isMeant: (session: Session) => boolean,
  how: NonNullable<Session['ended']>,
): string[] {
  return authkit.state.change(({ sessions }) => {
    const ending = Object.values(sessions).filter((session) => !session.ended && isMeant(session))
    for (const session of ending) session.ended = how
    return ending.map(({ id }) => id)
  })
}

/** Whose session it is. Throws when the state is broken: sessions are deleted with their account. */
export function accountOf(authkit: Authkit, session: Session): Account {
  const account = authkit.state.data.accounts[session.userId]
  if (!account) throw new Error(`${session.id} has no account`)
  return account
}
