import { isClerkAPIResponseError } from '@clerk/nextjs/errors'
import { z } from '../lib/validation'

/** The JWT template whose tokens are signed with InsForge's secret. */
export const TEMPLATE = 'insforge'

const partSchema = z.record(z.string(), z.unknown())

/**
 * What is wrong with the template, read from a token of it. Undefined if InsForge can only reject
 * such a token for its signature, which only InsForge can check. InsForge ignores `aud`, and so does
 * this.
 */
export function findTokenProblem(token: string): string | undefined {
  const [header = '', claims = ''] = token.split('.')
  const { alg } = decode(header)
  if (alg !== 'HS256') {
    return `The template “${TEMPLATE}” signs with ${alg}: its custom signing key is off, or its algorithm isn’t HS256.`
  }
  const { role } = decode(claims)
  // InsForge rejects most other roles, but with project_admin every user would read every row.
  return role === 'authenticated'
    ? undefined
    : `The template “${TEMPLATE}” has ${role === undefined ? 'no role' : `the role ${JSON.stringify(role)}`} instead of "authenticated".`
}

/** The user that a token is for. */
export function readSubject(token: string): unknown {
  return decode(token.split('.')[1] ?? '').sub
}

/** What is wrong with the template if Clerk refuses to give a token; undefined if it's something else. */
export function findRefusalProblem(error: unknown): string | undefined {
  if (!isClerkAPIResponseError(error) || error.status !== 404) return undefined
  // A session that has ended is a 404 too. Only the other one mentions a template.
  const isTemplate = error.errors.some(({ longMessage = '' }) => /template/i.test(longMessage))
  return isTemplate ? `Clerk has no JWT template called “${TEMPLATE}”.` : undefined
}

/** What is wrong with the template if InsForge rejects a token that has no other problem. */
export const WRONG_KEY = `InsForge rejects the tokens of the template “${TEMPLATE}”: its signing key isn’t InsForge’s JWT secret.`

function decode(part: string): z.infer<typeof partSchema> {
  return partSchema.parse(JSON.parse(atob(part.replaceAll('-', '+').replaceAll('_', '/'))))
}
