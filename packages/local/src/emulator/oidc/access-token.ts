import { createLocalJWKSet, errors, type JWTPayload, jwtVerify } from 'jose'
import { publicJwks } from '../signing-keys.ts'
import type { Tenant } from './tenant.ts'

/** The token after `Bearer`, or undefined. */
export function bearerToken(authorization: string | undefined): string | undefined {
  return /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1]
}

/** The claims of a JWT that this tenant signed and that has not expired; undefined for others. */
export async function verifyAccessToken(
  { issuer, state }: Tenant,
  token: string,
  audience?: string,
): Promise<JWTPayload | undefined> {
  const keys = createLocalJWKSet(publicJwks(state.data.keys))
  try {
    const { payload } = await jwtVerify(token, keys, { issuer, ...(audience && { audience }) })
    return payload
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined
    throw error
  }
}
