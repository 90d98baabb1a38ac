import { isClerkAPIResponseError } from '@clerk/nextjs/errors'
import { z } from 'zod'
import { type GetToken, TEMPLATE } from './insforge'

const headerSchema = z.object({ alg: z.string() })
const claimsSchema = z.object({ role: z.unknown() })

/**
 * What is wrong with Clerk's JWT template, told by the token that it makes, when InsForge does not
 * answer as it should; undefined where the template is not to blame.
 *
 * @param isRefused Whether InsForge answered that nobody is signed in.
 */
export async function findTemplateProblem(
  getToken: GetToken,
  isRefused: boolean,
): Promise<string | undefined> {
  const token = await getToken().catch((error: unknown) => {
    if (isClerkAPIResponseError(error) && error.status === 404) return 'missing' as const
    return null
  })
  if (token === null) return undefined
  if (token === 'missing') return `Clerk has no JWT template called “${TEMPLATE}”.`

  const [header = '', claims = ''] = token.split('.')
  const { alg } = headerSchema.parse(decode(header))
  if (alg !== 'HS256') {
    return `The template “${TEMPLATE}” signs with ${alg}: its custom signing key is off, or has another algorithm than HS256.`
  }
  const { role } = claimsSchema.parse(decode(claims))
  if (role !== 'authenticated') {
    return `The template “${TEMPLATE}” has the role ${JSON.stringify(role)} in place of "authenticated".`
  }
  return isRefused
    ? `InsForge refuses the tokens of the template “${TEMPLATE}”: its signing key is not InsForge’s JWT secret.`
    : undefined
}

function decode(part: string): unknown {
  return JSON.parse(atob(part.replaceAll('-', '+').replaceAll('_', '/')))
}
