import { AuthChangeEvent, type InsForgeClient } from '@insforge/sdk'

/** Milliseconds. A token of the template lives for a minute. */
const INTERVAL = 50_000

/** Returns a token: a new one with `skipCache`, else the one that Clerk keeps while it is valid. */
export type GetToken = (options?: { skipCache: boolean }) => Promise<string | null>

/**
 * Keeps a token on the client with which realtime can connect, and reconnect, at any time.
 *
 * Requests don't need it: each brings a token of its own. Only realtime's handshake takes the one on
 * the client, which therefore must not be about to expire.
 *
 * @returns a function that ends it, and realtime too: nothing of the user is left on the client.
 */
export function keepRealtimeTokenFresh(client: InsForgeClient, getToken: GetToken): () => void {
  let isOver = false

  async function refresh(skipCache: boolean) {
    // If Clerk gives none, the next one may come in time. Requests report their own failures.
    const token = await getToken({ skipCache }).catch(() => null)
    // SIGNED_IN would make realtime drop its connection and connect again.
    if (token && !isOver) client.setAccessToken(token, AuthChangeEvent.TOKEN_REFRESHED)
  }

  refresh(false)
  // Clerk's cache returns tokens with as little as five seconds left.
  const timer = setInterval(() => refresh(true), INTERVAL)
  return () => {
    isOver = true
    clearInterval(timer)
    client.realtime.disconnect()
    client.setAccessToken(null)
  }
}
