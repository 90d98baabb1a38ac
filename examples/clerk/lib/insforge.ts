'use client'

import { useAuth, useClerk } from '@clerk/nextjs'
import { useMemo } from 'react'
import { createInsForgeClient, type InsForgeClient } from '@/shared/insforge/client'

/** The JWT template whose tokens InsForge's secret signs. */
const TEMPLATE = 'insforge'

/**
 * This browser's InsForge client, which acts as whoever is signed in. It asks Clerk for a token
 * before every request (Clerk keeps one until shortly before it expires), so a page can stay open
 * for as long as its session lasts.
 */
export function useInsForgeClient(): InsForgeClient {
  const { getToken, sessionId } = useAuth()
  const clerk = useClerk()
  return useMemo(() => {
    async function tokenOfSession(): Promise<string | null> {
      const token = await getToken({ template: TEMPLATE })
      // Somebody else may have signed in since: a write that waited must not become theirs.
      return clerk.session?.id === sessionId ? token : null
    }
    return createInsForgeClient(process.env.NEXT_PUBLIC_INSFORGE_URL ?? '', tokenOfSession)
  }, [clerk, getToken, sessionId])
}
