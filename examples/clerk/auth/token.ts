import { isClerkAPIResponseError } from '@clerk/nextjs/errors'
import { type Failure, failure, type Result, success } from '../lib/result'
import * as z from '../lib/validation'
import type { GetToken } from './realtime-token'
import { TEMPLATE } from './template'

const partSchema = z.record(z.string(), z.unknown())

/** The header (0) or the claims (1) of a token. Nothing is verified here. */
function readPart(token: string, index: 0 | 1): z.infer<typeof partSchema> {
  const part = token.split('.')[index] ?? ''
  return partSchema.parse(JSON.parse(atob(part.replaceAll('-', '+').replaceAll('_', '/'))))
}

/** Returns the user that the browser's token is for, or why there is no token that InsForge accepts. */
export async function findTokenUser(getToken: GetToken): Promise<Result<unknown>> {
  try {
    let token = await getToken()
    // Clerk keeps a token for a minute: what was wrong with it may have been fixed since.
    if (token && findTokenProblem(token)) token = await getToken({ skipCache: true })
    if (!token) return failure('unauthenticated')
    const problem = findTokenProblem(token)
    return problem === undefined ? success(readPart(token, 1).sub) : misconfigured(problem)
  } catch (error) {
    return toFailure(error)
  }
}

/**
 * What is wrong with the template, read from a token of it. Undefined if InsForge can only reject
 * such a token for its signature. InsForge ignores `aud`, and so does this.
 */
export function findTokenProblem(token: string): string | undefined {
  const { alg } = readPart(token, 0)
  if (alg !== 'HS256') {
    return `The template “${TEMPLATE}” signs with ${alg}: its custom signing key is off, or its algorithm isn’t HS256.`
  }
  const { role } = readPart(token, 1)
  // InsForge rejects most other roles, but with project_admin every user would read every row.
  return role === 'authenticated'
    ? undefined
    : `The template “${TEMPLATE}” has ${role === undefined ? 'no role' : `the role ${JSON.stringify(role)}`} instead of "authenticated".`
}

/** What is wrong with the template if Clerk refuses to give a token; undefined if it's something else. */
export function findRefusalProblem(error: unknown): string | undefined {
  if (!isClerkAPIResponseError(error) || error.status !== 404) return undefined
  // A session that has ended is a 404 too. Only the other one mentions a template.
  const isTemplate = error.errors.some(({ longMessage = '' }) => /template/i.test(longMessage))
  return isTemplate ? `Clerk has no JWT template called “${TEMPLATE}”.` : undefined
}

/** Why InsForge rejects a token that has no other problem. */
export const wrongKey = () =>
  misconfigured(
    `InsForge rejects the tokens of the template “${TEMPLATE}”: its signing key isn’t InsForge’s JWT secret.`,
  )

function toFailure(error: unknown): Failure {
  const problem = findRefusalProblem(error)
  if (problem !== undefined) return misconfigured(problem)
  if (isClerkAPIResponseError(error) && (error.status === 401 || error.status === 404)) {
    return failure('unauthenticated')
  }
  return failure('unavailable', 'Couldn’t reach Clerk, which signs you in. Try again in a moment.')
}

/** A browser has no log that you can read: in development, the page itself names the problem. */
function misconfigured(problem: string): Failure {
  return failure(
    'misconfigured',
    process.env.NODE_ENV === 'development'
      ? `${problem} Step 7 (JWT templates) under “Set it up” in README.md shows how it should be.`
      : 'This app isn’t fully configured. npm run dev tells you what is missing.',
  )
}
