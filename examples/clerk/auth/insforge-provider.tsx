'use client'

import { useAuth, useClerk } from '@clerk/nextjs'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { createInsForge, InsForgeContext } from '@/lib/insforge'
import { inTime } from './in-time'
import { type GetToken, keepRealtimeTokenFresh } from './realtime-token'
import { TEMPLATE } from './template'

/** Milliseconds until Clerk counts as down. Its SDK retries for minutes. */
const PATIENCE = 8_000

/**
 * Gives the pages InsForge as the signed-in user: one client for each session, and none after it.
 *
 * `url` is as the server read it. What a build writes into the scripts would be the same everywhere.
 */
export function InsForgeProvider({ url, children }: { url: string; children: ReactNode }) {
  const { getToken: getClerkToken, sessionId } = useAuth()
  const clerk = useClerk()
  const { insforge, getToken } = useMemo(() => {
    const isOver = () => clerk.session?.id !== sessionId
    const getToken: GetToken = async (options) => {
      const token = await inTime(getClerkToken({ template: TEMPLATE, ...options }), PATIENCE)
      // Another user may have signed in since: a write that waited must not become theirs.
      return isOver() ? null : token
    }
    const onEnd = (callback: () => void) => clerk.addListener(() => isOver() && callback())
    return { insforge: createInsForge(url, getToken, onEnd), getToken }
  }, [url, clerk, getClerkToken, sessionId])
  useEffect(() => {
    return sessionId ? keepRealtimeTokenFresh(insforge.client, getToken) : undefined
  }, [insforge, getToken, sessionId])
  return (
    <InsForgeContext value={insforge}>
      <QueryClientProvider client={useQueries()}>{children}</QueryClientProvider>
    </InsForgeContext>
  )
}

/** What this tab has read. One user's rows are forgotten as soon as another signs in. */
function useQueries(): QueryClient {
  const { userId } = useAuth()
  const [queries] = useState(createQueryClient)
  const lastUserId = useRef(userId)
  useEffect(() => {
    if (lastUserId.current !== userId) queries.getQueryCache().clear()
    lastUserId.current = userId
  }, [queries, userId])
  return queries
}

const createQueryClient = () =>
  new QueryClient({
    defaultOptions: {
      // The SDK retries. And nothing waits for a connection: by then it could be another user's.
      queries: { retry: false, networkMode: 'always', refetchOnWindowFocus: false },
      mutations: { retry: false, networkMode: 'always' },
    },
  })
