import { compactVerify, createLocalJWKSet, errors as joseErrors } from 'jose'
import { z } from 'zod'
import { numericDate } from '../../emulator/clock.ts'
import { parseJson } from '../../emulator/fields.ts'
import { publicJwks, signJwt } from '../../emulator/signing-keys.ts'
import type { Project } from './project.ts'
import type { stytchSession } from './session-body.ts'

const sessionClaim = 'https://stytch.com/session'
const payloadSchema = z.object({ [sessionClaim]: z.object({ id: z.string() }) })

/** A JWT of that session, from now on. Its life is fixed, however long the session has left. */
export async function signSessionJwt(
  { projectId, state, now }: Project,
  session: ReturnType<typeof stytchSession>,
): Promise<string> {
  const { keys, settings } = state.data
  const [key] = keys
  if (!key) throw new Error('there is no signing key')
  const { session_id: id, user_id: sub, custom_claims: _, ...claims } = session
  const iat = numericDate(now())
  return signJwt(key, {
    iss: `stytch.com/${projectId}`,
    aud: [projectId],
    sub,
    iat,
    nbf: iat,
    exp: iat + settings.accessTokenSeconds,
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
