import { decodeJwt } from 'jose'
import type { TokenAlteration } from '../faults.ts'
import { signJwt } from '../signing-keys.ts'
import type { Tenant } from './tenant.ts'

/** The answer of the token endpoint with one of its tokens altered; see `TokenAlteration`. */
export async function alterTokens(
  { state }: Tenant,
  body: Readonly<Record<string, unknown>>,
  { token: name, claims, signature }: TokenAlteration,
): Promise<Record<string, unknown>> {
  const token = body[name]
  if (typeof token !== 'string') throw new Error(`there is no ${name} to alter`)
  const altered = Object.fromEntries(
    Object.entries({ ...decodeJwt(token), ...claims }).filter(([, value]) => value !== null),
  )
  const [key] = state.data.keys
  if (!key) throw new Error('there is no signing key')
  const good = await signJwt(key, altered)
  const oldSignature = token.slice(token.lastIndexOf('.'))
  return {
    ...body,
    [name]: signature === 'good' ? good : good.slice(0, good.lastIndexOf('.')) + oldSignature,
  }
}
