import { AuthChangeEvent, type InsForgeClient } from '@insforge/sdk'

/** Milliseconds; a token of the template lives for a minute. */
const INTERVAL = 50_000

/** Gives a token: a new one with `skipCache`, else the one that Clerk keeps, while it is good. */
export type GetToken = (options?: { skipCache: boolean }) => Promise<string | null>

/**
 * Keeps a token on the client with which realtime can connect at any time, and connect again.
 *
 * Requests have no use for it: each brings a token of its own. Only realtime's handshake takes what
 * the client has, which therefore must not be about to expire.
 *
 * @returns what ends it, and realtime with it: nothing of the user is left on the client.
 */
export function keepRealtimeTokenFresh(client: InsForgeClient, getToken: GetToken): () => void {
  let isOver = false

  async function refresh(skipCache: boolean) {
    // Where Clerk gives none, the next one may come in time; what is asked of InsForge meanwhile
    // says itself what is wrong.
    const token = await getToken({ skipCache }).catch(() => null)
    // “Signed in” would have realtime drop its connection and connect again.
    if (token && !isOver) client.setAccessToken(token, AuthChangeEvent.TOKEN_REFRESHED)
  }

  refresh(false)
  // Clerk's cache gives a token with as little as five seconds left.
  const timer = setInterval(() => refresh(true), INTERVAL)
  return () => {
    isOver = true
    clearInterval(timer)
    client.realtime.disconnect()
    client.setAccessToken(null)
  }
}
