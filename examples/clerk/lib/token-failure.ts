import { isClerkAPIResponseError } from '@clerk/nextjs/errors'
import { type Failure, failure } from '@/shared/result'
import type { GetToken } from './realtime-token'
import { findRefusalProblem, findTokenProblem, WRONG_KEY } from './template-problem'

/** Why no token can be had that InsForge would take; undefined when one can. */
export async function whyNoToken(getToken: GetToken): Promise<Failure | undefined> {
  try {
    const token = await newestToken(getToken)
    if (!token) return failure('unauthenticated')
    const problem = findTokenProblem(token)
    return problem === undefined ? undefined : misconfigured(problem)
  } catch (error) {
    return toFailure(error)
  }
}

/** Clerk keeps a token for a minute: what was wrong with it may have been mended since. */
async function newestToken(getToken: GetToken): Promise<string | null> {
  const token = await getToken()
  const isGood = token === null || findTokenProblem(token) === undefined
  return isGood ? token : getToken({ skipCache: true })
}

/** Why InsForge refuses a token in which there is nothing wrong. */
export const wrongKey = (): Failure => misconfigured(WRONG_KEY)

function toFailure(error: unknown): Failure {
  const problem = findRefusalProblem(error)
  if (problem !== undefined) return misconfigured(problem)
  if (isClerkAPIResponseError(error) && (error.status === 401 || error.status === 404)) {
    return failure('unauthenticated')
  }
  return failure('unavailable', 'Clerk, which signs you in, cannot be reached. Try again soon.')
}

/** The browser has no log that whoever runs the app could read: in development the page itself says it. */
function misconfigured(problem: string): Failure {
  return failure(
    'misconfigured',
    process.env.NODE_ENV === 'development'
      ? `${problem} Step 7 (JWT templates) under “Set it up” in README.md says how it has to be.`
      : 'This app is not set up completely. To whoever runs it, npm run dev says what is missing.',
  )
}
