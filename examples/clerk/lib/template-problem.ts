import { isClerkAPIResponseError } from '@clerk/nextjs/errors'
import { z } from 'zod'

/** The JWT template whose tokens InsForge's secret signs. */
export const TEMPLATE = 'insforge'

/** A part of a token. No z.object: that tries out `eval`, which the Content-Security-Policy forbids,
 * unless shared/todos/schema.ts was loaded before. */
const partSchema = z.record(z.string(), z.unknown())

/**
 * What is wrong with the template, told by a token of it; undefined where InsForge has no reason to
 * refuse such a token but its signature, which only InsForge can check.
 *
 * `aud` is not looked at: InsForge does not look at it either.
 */
export function findTokenProblem(token: string): string | undefined {
  const [header = '', claims = ''] = token.split('.')
  const { alg } = decode(header)
  if (alg !== 'HS256') {
    return `The template “${TEMPLATE}” signs with ${alg}: its custom signing key is off, or has another algorithm than HS256.`
  }
  const { role } = decode(claims)
  // InsForge refuses most other roles; but with project_admin everybody would read every row.
  return role === 'authenticated'
    ? undefined
    : `The template “${TEMPLATE}” has ${role === undefined ? 'no role' : `the role ${JSON.stringify(role)}`} in place of "authenticated".`
}

/** What is wrong with the template when Clerk gives no token of it; undefined where it is not to blame. */
export function findRefusalProblem(error: unknown): string | undefined {
  if (!isClerkAPIResponseError(error) || error.status !== 404) return undefined
  // A session that has ended is a 404, too; only the other one speaks of a template.
  const isTemplate = error.errors.some(({ longMessage = '' }) => /template/i.test(longMessage))
  return isTemplate ? `Clerk has no JWT template called “${TEMPLATE}”.` : undefined
}

/** What is wrong with the template when InsForge refuses a token in which there is nothing wrong. */
export const WRONG_KEY = `InsForge refuses the tokens of the template “${TEMPLATE}”: its signing key is not InsForge’s JWT secret.`

function decode(part: string): z.infer<typeof partSchema> {
  return partSchema.parse(JSON.parse(atob(part.replaceAll('-', '+').replaceAll('_', '/'))))
}
