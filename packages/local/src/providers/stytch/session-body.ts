import type { Context } from 'hono'
import type { Account } from '../../emulator/accounts.ts'
import { alterToken } from '../../emulator/alter-token.ts'
import type { EmulatorEnv } from '../../emulator/app.ts'
import { accountOf } from './people.ts'
import type { Project } from './project.ts'
import { signSessionJwt } from './session-jwt.ts'
import type { Factor, Session } from './state.ts'
import { emailId, stytchTime, stytchUser } from './user.ts'

function stytchFactor({ type, createdAt, lastAuthenticatedAt }: Factor, account: Account) {
  return {
    type,
    delivery_method: 'email',
    created_at: stytchTime(createdAt),
    last_authenticated_at: stytchTime(lastAuthenticatedAt),
    updated_at: stytchTime(lastAuthenticatedAt),
    email_factor: { email_id: emailId(account), email_address: account.email },
  }
}

/** A session in Stytch's words. */
export function stytchSession(project: Project, session: Session) {
  const account = accountOf(project, session)
  return {
    session_id: session.id,
    user_id: session.userId,
    started_at: stytchTime(session.startedAt),
    last_accessed_at: stytchTime(session.lastAccessedAt),
    expires_at: stytchTime(session.expiresAt),
    attributes: { ip_address: session.ipAddress, user_agent: session.userAgent },
    authentication_factors: session.factors.map((factor) => stytchFactor(factor, account)),
    custom_claims: {},
    roles: ['stytch_user'],
  }
}

/** What a server is answered that asks for a session: it, its user, and tokens for both. */
export async function sessionBody(project: Project, c: Context<EmulatorEnv>, session: Session) {
  const body = stytchSession(project, session)
  const jwt = await signSessionJwt(project, body)
  const alteration = c.get('alterToken')
  const isAltered = alteration?.token === 'session_jwt'
  return {
    session_token: session.token,
    session_jwt: isAltered ? await alterToken(project.state.data.keys, jwt, alteration) : jwt,
    session: body,
    user: stytchUser(accountOf(project, session)),
  }
}

/** The same for the browser's SDK, which looks for the user in two more places. */
export async function sdkSessionBody(project: Project, c: Context<EmulatorEnv>, session: Session) {
  const body = await sessionBody(project, c, session)
  return { ...body, user_id: session.userId, __user: body.user }
}
