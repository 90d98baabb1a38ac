'use client'

import { useAuth, useClerk } from '@clerk/nextjs'
import { type ReactNode, useEffect, useState, useSyncExternalStore } from 'react'
import { Notice } from '@/components/notice'
import { failure } from '@/lib/result'

/** Milliseconds in which Clerk's scripts lead a browser away that has signed out. */
const LEADS_AWAY_WITHIN = 3_000

/**
 * Shows `children` only after React has hydrated the page. On a second visit Clerk's scripts can be
 * ready earlier than that, and what they make differs from what the server sent.
 */
export function Hydrated(props: { children: ReactNode; fallback?: ReactNode }) {
  const isHydrated = useSyncExternalStore(neverChanges, onClient, onServer)
  return isHydrated ? props.children : props.fallback
}

const neverChanges = () => () => {}
const onClient = () => true
const onServer = () => false

/** Shows `children` while the user that the page was rendered for is signed in in this browser. */
export function SignedInAs(props: { userId: string; children: ReactNode; fallback: ReactNode }) {
  const { isLoaded, userId } = useAuth()
  const isOther = isLoaded && userId !== null && userId !== props.userId
  const isSignedOut = isLoaded && userId === null
  const [isLeftHere, setIsLeftHere] = useState(false)

  useEffect(() => {
    // Another tab has signed another user in, or Back has led to a page from before.
    if (isOther) location.reload()
  }, [isOther])

  useEffect(() => {
    if (!isSignedOut) return
    // Where a session has ended elsewhere, as with its user's account, nothing leads away.
    const timer = setTimeout(() => setIsLeftHere(true), LEADS_AWAY_WITHIN)
    return () => {
      clearTimeout(timer)
      setIsLeftHere(false)
    }
  }, [isSignedOut])

  if (isLeftHere) return <Notice failure={failure('unauthenticated')} />
  const isShown = isLoaded && userId === props.userId
  return <Hydrated fallback={props.fallback}>{isShown ? props.children : props.fallback}</Hydrated>
}

/** In place of what Clerk's scripts, or the database, will show in a moment. */
export function Waiting({ text }: { text: string }) {
  const { status } = useClerk()
  const skeleton = (
    <div className="mt-4 grid w-full gap-3">
      <p role="status" className="text-muted">
        {text}
      </p>
      <div className="h-11 animate-pulse rounded-lg bg-surface" aria-hidden="true" />
      <div className="h-11 animate-pulse rounded-lg bg-surface" aria-hidden="true" />
      <noscript>
        <p>This page needs JavaScript: Clerk signs you in with it.</p>
      </noscript>
    </div>
  )
  if (status !== 'error') return skeleton
  return (
    <Hydrated fallback={skeleton}>
      <Notice what="Couldn’t reach Clerk, which signs you in. What you saved is safe.">
        <button
          type="button"
          className="button justify-self-start"
          onClick={() => location.reload()}
        >
          Try again
        </button>
      </Notice>
    </Hydrated>
  )
}
