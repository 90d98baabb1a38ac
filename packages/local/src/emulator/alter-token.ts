import { decodeJwt, decodeProtectedHeader } from 'jose'
import type { TokenAlteration } from './faults.ts'
import { type SigningKey, signJwt } from './signing-keys.ts'

/** A token with other claims in it; see `TokenAlteration`. */
export async function alterToken(
  [key]: readonly SigningKey[],
  token: string,
  { claims, signature }: TokenAlteration,
): Promise<string> {
  const altered = Object.fromEntries(
    Object.entries({ ...decodeJwt(token), ...claims }).filter(([, value]) => value !== null),
  )
  if (!key) throw new Error('there is no signing key')
  const { alg: _alg, kid: _kid, typ: _typ, ...header } = decodeProtectedHeader(token)
  const good = await signJwt(key, altered, header)
  const oldSignature = token.slice(token.lastIndexOf('.'))
  return signature === 'good' ? good : good.slice(0, good.lastIndexOf('.')) + oldSignature
}
