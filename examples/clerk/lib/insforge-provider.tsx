'use client'

import { useAuth, useClerk } from '@clerk/nextjs'
import { type ReactNode, useEffect, useMemo } from 'react'
import { inTime } from './in-time'
import { createInsForge, InsForgeContext, type Session } from './insforge'
import { keepRealtimeTokenFresh } from './realtime-token'
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
  const session = useBrowserSession()
  const insforge = useMemo(() => createInsForge(url, session), [url, session])
  useEffect(() => {
    return sessionId ? keepRealtimeTokenFresh(insforge.client, insforge.getToken) : undefined
  }, [insforge, sessionId])
  return <InsForgeContext value={insforge}>{children}</InsForgeContext>
}

function useBrowserSession(): Session {
  const { getToken, sessionId } = useAuth()
  const clerk = useClerk()
  return useMemo(() => {
    const isOver = () => clerk.session?.id !== sessionId
    return {
      async getToken(options) {
        const token = await inTime(getToken({ template: TEMPLATE, ...options }), PATIENCE)
        // Somebody else may have signed in since: a write that waited must not become theirs.
        return isOver() ? null : token
      },
      onEnd: (callback) => clerk.addListener(() => isOver() && callback()),
    }
  }, [clerk, getToken, sessionId])
}
