/** An answer to a request of the doctor's. */
export interface Reply {
  status: number
  /** Parsed JSON, or undefined. */
  body: unknown
  headers: Headers
}

/** Milliseconds. A right set-up is checked in five seconds, all in all. */
const TIMEOUT = 5_000

/** Asks, and follows no redirect. Returns why there was no answer, as a sentence, if there was none. */
export async function request(url: string, init: RequestInit = {}): Promise<Reply | string> {
  try {
    const signal = AbortSignal.timeout(TIMEOUT)
    const answer = await fetch(url, { ...init, signal, redirect: 'manual' })
    const text = await answer.text()
    return { status: answer.status, body: parse(text), headers: answer.headers }
  } catch (error) {
    const { host } = new URL(url)
    if ((error as Error).name === 'TimeoutError') return `${host} did not answer in 5 seconds.`
    const { code, message } = ((error as Error).cause ?? error) as {
      code?: string
      message: string
    }
    return `${host} cannot be reached: ${code ?? message}.`
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** A field of a JSON answer, as text; empty if there is none. */
export function field({ body }: Reply, name: string): string {
  const value = (Object(body) as Record<string, unknown>)[name]
  return typeof value === 'string' ? value : ''
}
