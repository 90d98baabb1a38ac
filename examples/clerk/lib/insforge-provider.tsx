'use client'

import { useAuth, useClerk } from '@clerk/nextjs'
import { type ReactNode, useCallback, useEffect, useMemo } from 'react'
import { inTime } from './in-time'
import { createInsForge, InsForgeContext } from './insforge'
import { type GetToken, keepRealtimeTokenFresh } from './realtime-token'
import { TEMPLATE } from './template-problem'

/** Milliseconds until Clerk is taken for down: its SDK tries on for minutes. */
const PATIENCE = 8_000

/**
 * Gives the pages InsForge as whoever is signed in: one client for each session, and none after it.
 *
 * `url` is as the server read it: what a build writes into the scripts is the same everywhere.
 */
export function InsForgeProvider({ url, children }: { url: string; children: ReactNode }) {
  const { sessionId } = useAuth()
  const getToken = useTemplateToken()
  const insforge = useMemo(() => createInsForge(url, getToken), [url, getToken])
  useEffect(() => {
    return sessionId ? keepRealtimeTokenFresh(insforge.client, insforge.getToken) : undefined
  }, [insforge, sessionId])
  return <InsForgeContext value={insforge}>{children}</InsForgeContext>
}

function useTemplateToken(): GetToken {
  const { getToken, sessionId } = useAuth()
  const clerk = useClerk()
  return useCallback(
    async (options) => {
      const token = await inTime(getToken({ template: TEMPLATE, ...options }), PATIENCE)
      // Somebody else may have signed in since: a write that waited must not become theirs.
      return clerk.session?.id === sessionId ? token : null
    },
    [clerk, getToken, sessionId],
  )
}
