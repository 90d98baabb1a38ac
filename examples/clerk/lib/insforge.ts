'use client'

import { useAuth, useClerk } from '@clerk/nextjs'
import { useCallback, useMemo } from 'react'
import { createInsForgeClient, type InsForgeClient } from '@/shared/insforge/client'

/** The JWT template whose tokens InsForge's secret signs. */
export const TEMPLATE = 'insforge'

/** Gives a token of the session that is there now, or null once it is no longer the browser's. */
export type GetToken = () => Promise<string | null>

/**
 * This browser's InsForge client, which acts as whoever is signed in. It asks Clerk for a token
 * before every request (Clerk keeps one until shortly before it expires), so a page can stay open
 * for as long as its session lasts.
 *
 * @param url As the server read it: what a build writes into the scripts is the same everywhere.
 */
export function useInsForgeClient(url: string): InsForgeClient {
  const getToken = useInsForgeToken()
  return useMemo(() => createInsForgeClient(url, getToken), [url, getToken])
}

/** The tokens that such a client carries; another function for each session. */
export function useInsForgeToken(): GetToken {
  const { getToken, sessionId } = useAuth()
  const clerk = useClerk()
  return useCallback(async () => {
    const token = await getToken({ template: TEMPLATE })
    // Somebody else may have signed in since: a write that waited must not become theirs.
    return clerk.session?.id === sessionId ? token : null
  }, [clerk, getToken, sessionId])
}
