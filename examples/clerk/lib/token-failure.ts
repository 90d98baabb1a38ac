import { isClerkAPIResponseError } from '@clerk/nextjs/errors'
import { type Failure, failure } from '@/shared/result'
import { findRefusalProblem, findTokenProblem, WRONG_KEY } from './template-problem'

/** Why no token can be had that InsForge would take; undefined when one can. */
export async function whyNoToken(
  getToken: () => Promise<string | null>,
): Promise<Failure | undefined> {
  try {
    const token = await getToken()
    if (!token) return failure('unauthenticated')
    const problem = findTokenProblem(token)
    return problem === undefined ? undefined : misconfigured(problem)
  } catch (error) {
    return toFailure(error)
  }
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
