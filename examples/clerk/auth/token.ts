import { isClerkAPIResponseError } from '@clerk/nextjs/errors'
import { type Failure, failure, type Result, success } from '@/lib/result'
import type { GetToken } from './realtime-token'
import { findRefusalProblem, findTokenProblem, readSubject, WRONG_KEY } from './template-problem'

/** Returns the user that the browser's token is for, or why there is no token that InsForge accepts. */
export async function findTokenUser(getToken: GetToken): Promise<Result<unknown>> {
  try {
    const token = await newestToken(getToken)
    if (!token) return failure('unauthenticated')
    const problem = findTokenProblem(token)
    return problem === undefined ? success(readSubject(token)) : misconfigured(problem)
  } catch (error) {
    return toFailure(error)
  }
}

/** Clerk keeps a token for a minute: what was wrong with it may have been fixed since. */
async function newestToken(getToken: GetToken): Promise<string | null> {
  const token = await getToken()
  const isGood = token === null || findTokenProblem(token) === undefined
  return isGood ? token : getToken({ skipCache: true })
}

/** Why InsForge rejects a token that has no other problem. */
export const wrongKey = (): Failure => misconfigured(WRONG_KEY)

function toFailure(error: unknown): Failure {
  const problem = findRefusalProblem(error)
  if (problem !== undefined) return misconfigured(problem)
  if (isClerkAPIResponseError(error) && (error.status === 401 || error.status === 404)) {
    return failure('unauthenticated')
  }
  return failure('unavailable', 'Couldn’t reach Clerk, which signs you in. Try again in a moment.')
}

/** The browser has no log that you could read on the server: in development the page itself says it. */
function misconfigured(problem: string): Failure {
  return failure(
    'misconfigured',
    process.env.NODE_ENV === 'development'
      ? `${problem} See step 7 (JWT templates) of “Set it up” in README.md.`
      : 'This app isn’t fully configured. npm run dev tells you what is missing.',
  )
}
