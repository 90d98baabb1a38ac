import 'server-only'
import { env, envProblems, publicKeysUrl } from '@/auth/env'
import { logCause } from './log'

/** Whether the app can serve users, or what keeps it from that. Anyone may know this, and no more. */
export type Readiness = 'ok' | 'misconfigured' | 'insforge' | 'provider'

/** Milliseconds that an answer is good for. */
const MEMORY = 10_000

/** Milliseconds to wait for InsForge, and for the provider. */
const TIMEOUT = 2_500

let known: { at: number; answer: Promise<Readiness> } | undefined

/**
 * Returns whether the app can serve users. However many callers ask, InsForge and the provider are
 * asked once in ten seconds: a check is shared while it runs, and its answer kept.
 */
export function readiness(): Promise<Readiness> {
  const now = performance.now()
  if (!known || now - known.at >= MEMORY) known = { at: now, answer: check() }
  return known.answer
}

/** Never rejects. */
async function check(): Promise<Readiness> {
  const problems = envProblems()
  if (problems.length > 0) {
    const variables = problems.map(({ name, problem }) => `${name} ${problem}`).join('; ')
    logCause('Not ready: misconfigured.', { variables })
    return 'misconfigured'
  }
  const insforge = new URL('/api/health', env().NEXT_PUBLIC_INSFORGE_URL).href
  const answers = await Promise.all([isUp(insforge), isUp(publicKeysUrl())])
  if (!answers[0]) return 'insforge'
  return answers[1] ? 'ok' : 'provider'
}

/** True if this address answers well. It is public: it gets no credentials, and may be logged. */
async function isUp(url: string): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(TIMEOUT)
    const answer = await fetch(url, { cache: 'no-store', redirect: 'error', signal })
    await answer.body?.cancel()
    if (!answer.ok) logCause('Not ready: refused.', { url, status: answer.status })
    return answer.ok
  } catch (error) {
    const { code, message } = ((error as Error).cause ?? error) as Record<string, string>
    logCause('Not ready: no answer.', { url, cause: code ?? message })
    return false
  }
}
