import { alterToken } from '../alter-token.ts'
import type { TokenAlteration } from '../faults.ts'
import type { Tenant } from './tenant.ts'

/** The answer of the token endpoint with one of its tokens altered; see `TokenAlteration`. */
export async function alterTokens(
  { state }: Tenant,
  body: Readonly<Record<string, unknown>>,
  alteration: TokenAlteration,
): Promise<Record<string, unknown>> {
  const { token: name } = alteration
  const token = body[name]
  if (typeof token !== 'string') throw new Error(`there is no ${name} to alter`)
  return { ...body, [name]: await alterToken(state.data.keys, token, alteration) }
}
