import { env, envProblems, publicKeysUrl } from '@/auth/env'
import { logCause } from '@/lib/log'

/** Milliseconds that an answer is good for. */
const MEMORY = 10_000

/** Milliseconds to wait for InsForge, and for the provider. */
const TIMEOUT = 2_500

let known: { at: number; status: ReturnType<typeof check> } | undefined

/**
 * Answers whether users can be sent here: 200, or 503 with what is missing. The log has the details.
 * However many callers ask, InsForge and the provider are asked once in ten seconds: a check is shared
 * while it runs, and its answer kept.
 */
export async function GET() {
  const now = performance.now()
  if (!known || now - known.at >= MEMORY) known = { at: now, status: check() }
  const status = await known.status
  return Response.json({ status }, { status: status === 'ok' ? 200 : 503 })
}

/** Never rejects. Anyone may know what it returns, and no more. */
async function check() {
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
