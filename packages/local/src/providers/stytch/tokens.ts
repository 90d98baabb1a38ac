import type { Context } from 'hono'
import { compactVerify, createLocalJWKSet, errors as joseErrors } from 'jose'
import { z } from 'zod'
import type { EmulatorEnv } from '../../emulator/app.ts'
import { numericDate } from '../../emulator/clock.ts'
import { parseJson } from '../../emulator/fields.ts'
import { ownerOf } from '../../emulator/mailbox/emulator.ts'
import { alterToken, publicJwks, signingKey, signJwt } from '../../emulator/signing-keys.ts'
import type { Project, Session } from './state.ts'
import { emailId, registrationId, stytchTime, stytchUser } from './user.ts'

const sessionClaim = 'https://stytch.com/session'
const payloadSchema = z.object({ [sessionClaim]: z.object({ id: z.string() }) })

/** A session in Stytch's words. */
export function stytchSession(project: Project, session: Session) {
  const account = ownerOf(project, session)
  const email_factor = { email_id: emailId(account), email_address: account.email }
  const google = {
    delivery_method: 'oauth_google',
    google_oauth_factor: {
      id: registrationId(account),
      email_id: emailId(account),
      provider_subject: account.identities?.[0]?.subject ?? '',
    },
  }
  return {
    session_id: session.id,
    user_id: session.userId,
    started_at: stytchTime(session.startedAt),
    last_accessed_at: stytchTime(session.lastAccessedAt),
    expires_at: stytchTime(session.expiresAt),
    attributes: { ip_address: session.ipAddress, user_agent: session.userAgent },
    authentication_factors: session.factors.map(({ type, createdAt, lastAuthenticatedAt }) => ({
      type,
      ...(type === 'oauth' ? google : { delivery_method: 'email', email_factor }),
      created_at: stytchTime(createdAt),
      last_authenticated_at: stytchTime(lastAuthenticatedAt),
      updated_at: stytchTime(lastAuthenticatedAt),
    })),
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
    user: stytchUser(ownerOf(project, session)),
  }
}

/** A JWT of that session, from now on. Its life is fixed, however long the session has left. */
function signSessionJwt(
  project: Project,
  { session_id: id, user_id: sub, custom_claims: _, ...claims }: ReturnType<typeof stytchSession>,
): Promise<string> {
  const { projectId, state, now } = project
  const iat = numericDate(now())
  return signJwt(signingKey(project), {
    iss: `stytch.com/${projectId}`,
    aud: [projectId],
    sub,
    iat,
    nbf: iat,
    exp: iat + state.data.settings.accessTokenSeconds,
    [sessionClaim]: { id, ...claims },
  })
}

/**
 * The session id in a JWT that this project signed; undefined for any other text. One that has
 * expired still names its session: that is how it is exchanged for a new one.
 */
export async function sessionIdOf({ state }: Project, jwt: string): Promise<string | undefined> {
  try {
    const { payload } = await compactVerify(jwt, createLocalJWKSet(publicJwks(state.data.keys)))
    const claims = payloadSchema.parse(parseJson(new TextDecoder().decode(payload)))
    return claims[sessionClaim].id
  } catch (error) {
    if (error instanceof joseErrors.JOSEError) return undefined
    throw error
  }
}
