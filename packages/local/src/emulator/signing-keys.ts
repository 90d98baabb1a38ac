import {
  calculateJwkThumbprint,
  decodeJwt,
  decodeProtectedHeader,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
  type JWTPayload,
  SignJWT,
} from 'jose'
import type { StateFile } from '../runtime/state-file.ts'
import type { TokenAlteration } from './faults.ts'

/** An RS256 key pair in a form that JSON can keep. */
export interface SigningKey {
  readonly kid: string
  readonly privateJwk: Readonly<Pick<JWK, 'kty' | 'n' | 'e' | 'd' | 'p' | 'q' | 'dp' | 'dq' | 'qi'>>
}

/** A new 2048-bit key; its id is the thumbprint of RFC 7638. */
export async function createSigningKey(): Promise<SigningKey> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  const privateJwk = await exportJWK(privateKey)
  return { kid: await calculateJwkThumbprint(privateJwk), privateJwk }
}

/** The key that signs now. */
export function signingKey({ state }: { state: StateFile<{ keys: SigningKey[] }> }): SigningKey {
  const [key] = state.data.keys
  if (!key) throw new Error('there is no signing key')
  return key
}

/** The public halves, as a JWKS endpoint publishes them. */
export function publicJwks(keys: readonly SigningKey[]): { keys: JWK[] } {
  return {
    keys: keys.map(({ kid, privateJwk: { kty, n, e } }) => ({
      alg: 'RS256',
      use: 'sig',
      kid,
      ...(kty && { kty }),
      ...(n && { n }),
      ...(e && { e }),
    })),
  }
}

/** A JWT with exactly these claims, signed with RS256; `header` is what a vendor adds to it. */
export async function signJwt(
  key: SigningKey,
  claims: JWTPayload,
  header: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  return new SignJWT(claims)
    .setProtectedHeader({ ...header, alg: 'RS256', typ: 'JWT', kid: key.kid })
    .sign(await importJWK(key.privateJwk, 'RS256'))
}

/** A token with the header of that one and these claims, signed by the first key. */
export async function signAnew(
  [key]: readonly SigningKey[],
  token: string,
  claims: JWTPayload,
): Promise<string> {
  if (!key) throw new Error('there is no signing key')
  const { alg: _alg, kid: _kid, typ: _typ, ...header } = decodeProtectedHeader(token)
  return signJwt(key, claims, header)
}

/** A token with other claims in it; see `TokenAlteration`. */
export async function alterToken(
  keys: readonly SigningKey[],
  token: string,
  { claims, signature }: TokenAlteration,
): Promise<string> {
  const altered = Object.fromEntries(
    Object.entries({ ...decodeJwt(token), ...claims }).filter(([, value]) => value !== null),
  )
  const good = await signAnew(keys, token, altered)
  const oldSignature = token.slice(token.lastIndexOf('.'))
  return signature === 'good' ? good : good.slice(0, good.lastIndexOf('.')) + oldSignature
}
