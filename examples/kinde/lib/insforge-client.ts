import { createClient, type InsForgeClient } from '@insforge/sdk'

export type { InsForgeClient }

/**
 * Returns an InsForge client that acts as one user.
 *
 * It never gets the anon key. With one, the SDK falls back to it when the user's token is rejected,
 * and the answer is an empty list instead of an error. Without one it fails closed.
 *
 * @param url InsForge's base URL. A trailing slash is removed: the API answers 404 to `//api`.
 * @param token A fixed token, or a function that is called before each request. When it returns null,
 *   the request goes out without a token and is rejected (401).
 */
export function createInsForgeClient(
  url: string,
  token: string | (() => Promise<string | null>),
): InsForgeClient {
  return createClient({
    baseUrl: url.replace(/\/+$/, ''),
    // Reads are retried once. The SDK's default of three retries keeps a page waiting.
    retryCount: 1,
    retryDelay: 250,
    // For headers and body, in milliseconds.
    timeout: 8_000,
    // The SDK would otherwise read and rewrite the address bar.
    auth: { detectOAuthCallback: false },
    // The SDK would otherwise ask InsForge to refresh a rejected token, and drop it.
    isServerMode: true,
    fetch: fetchWith(typeof token === 'string' ? async () => token : token),
  })
}

/**
 * Fetches with a token: the SDK takes one only as a string, which expires in a long visit. The body is
 * read here, so that the SDK's time limit covers it too. Nothing is cached, because rows belong to
 * one user, and no redirect is followed: it would take the token elsewhere.
 */
function fetchWith(getToken: () => Promise<string | null>): typeof fetch {
  return async (input, init) => {
    const headers = new Headers(init?.headers)
    const token = await getToken()
    if (token) headers.set('Authorization', `Bearer ${token}`)
    else headers.delete('Authorization')
    const read = async () => {
      const answer = await fetch(input, { ...init, headers, cache: 'no-store', redirect: 'error' })
      const body = await answer.arrayBuffer()
      return new Response(body.byteLength > 0 ? body : null, answer)
    }
    try {
      return await Promise.race([read(), abortOf(init?.signal)])
    } catch (error) {
      if (!(error instanceof TypeError)) throw error
      // Node says only "fetch failed"; the cause has the reason.
      const { code, message } = (error.cause ?? error) as { code?: string; message?: string }
      throw new TypeError(`${code ?? message} (${new URL(String(input)).host})`, { cause: error })
    }
  }
}

/** Rejects when the signal aborts. In Node 20 a body may go on for ever then. */
const abortOf = (signal: AbortSignal | null | undefined) =>
  new Promise<never>((_, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
