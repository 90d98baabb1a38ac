import { createClient, type InsForgeClient } from '@insforge/sdk'

export type { InsForgeClient }

/** A token for every request of this client, or a function that is asked before each one. */
export type AccessToken = string | (() => Promise<string | null>)

/** Milliseconds until a request is given up: a page waits for it. */
const TIMEOUT = 8_000

/**
 * An InsForge client that acts as one user.
 *
 * It never gets the anon key: with one, the SDK falls back to it when the user's token is refused,
 * and the answer is an empty list instead of an error. Without one it can only fail closed.
 *
 * @param url InsForge's base URL; a trailing slash is removed (the API answers 404 to `//api`).
 * @param token A fixed token, or a function; where it gives null the request goes out without a
 *   token and is refused (401).
 */
export function createInsForgeClient(url: string, token: AccessToken): InsForgeClient {
  return createClient({
    baseUrl: url.replace(/\/+$/, ''),
    // Reads are tried again once; the SDK's default of three retries keeps a page waiting for long.
    retryCount: 1,
    retryDelay: 250,
    timeout: TIMEOUT,
    // The SDK would otherwise read and rewrite the address bar.
    auth: { detectOAuthCallback: false },
    // The users are a provider's: the SDK would otherwise ask InsForge to renew a refused token, or
    // one with less than a minute left, and drop it when InsForge knows of no such session.
    isServerMode: true,
    ...(typeof token === 'string' ? { accessToken: token } : {}),
    fetch: typeof token === 'string' ? fetchFresh : authorizedFetch(token),
  })
}

/** Rows of one user must never come from a cache that others share. */
const fetchFresh: typeof fetch = (input, init) => fetch(input, { ...init, cache: 'no-store' })

/** The SDK takes a token only as a string, which expires in a long visit: set it on every request. */
function authorizedFetch(getToken: () => Promise<string | null>): typeof fetch {
  return async (input, init) => {
    const headers = new Headers(init?.headers)
    const token = await getToken()
    if (token) headers.set('Authorization', `Bearer ${token}`)
    else headers.delete('Authorization')
    return fetchFresh(input, { ...init, headers })
  }
}
