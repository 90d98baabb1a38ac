'use client'

import { StytchAPIError, useStytch, useStytchUser } from '@stytch/nextjs'
import { useEffect, useRef, useState } from 'react'
import { SESSION_MINUTES } from '@/app/stytch-provider'
import { takeReturnTo } from '@/auth/return-to'
import { LinkFailure, type LinkProblem, LinkQuestion, linkProblem, noLink } from './link-states'

/** What the page shows: progress, a question if a user is signed in already, or what went wrong. */
type State = 'working' | { asks: string } | { problem: LinkProblem }

/** Where the link in the email leads, and where a sign-in with Google ends, if there is one. It runs
 * in the browser, which has what PKCE needs. */
export default function Authenticate() {
  const stytch = useStytch()
  // Stytch's scripts may learn only after a link has failed who is signed in.
  const { user } = useStytchUser()
  const [state, setState] = useState<State>('working')
  const link = useRef<{ token: string; isFromGoogle: boolean }>(undefined)

  async function signIn(isConfirmed: boolean) {
    setState('working')
    try {
      const signedIn = isConfirmed ? undefined : await signedInAs(stytch)
      if (signedIn !== undefined) return setState({ asks: signedIn })
      const options = { session_duration_minutes: SESSION_MINUTES }
      const { token = '', isFromGoogle } = link.current ?? {}
      await (isFromGoogle ? stytch.oauth : stytch.magicLinks).authenticate(token, options)
      // A whole new page: what this one knows may be another user's.
      window.location.replace(takeReturnTo())
    } catch (error) {
      setState({ problem: linkProblem(error) })
    }
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: a link works once, so this runs once
  useEffect(() => {
    // React's Strict Mode runs effects twice.
    if (link.current !== undefined) return
    const { token = '', tokenType = '' } = stytch.parseAuthenticateUrl() ?? {}
    link.current = { token, isFromGoogle: tokenType === 'oauth' }
    // Neither the history nor a reload has the token anymore.
    window.history.replaceState(null, '', window.location.pathname)
    if (['magic_links', 'oauth'].includes(tokenType)) signIn(false)
    else setState({ problem: noLink })
  }, [])

  return (
    <main className="page wrap-anywhere">
      {state === 'working' && (
        <>
          <h1>Signing you in…</h1>
          <noscript>
            <p className="my-4">This page needs JavaScript.</p>
          </noscript>
        </>
      )}
      {typeof state === 'object' && 'asks' in state && (
        <LinkQuestion user={state.asks} onSignIn={() => signIn(true)} />
      )}
      {typeof state === 'object' && 'problem' in state && (
        <LinkFailure problem={state.problem} stillAs={nameOf(user)} onRetry={() => signIn(false)} />
      )}
    </main>
  )
}

/** What a user is called: by an address or, without one, by the id. */
const nameOf = (user: ReturnType<typeof useStytchUser>['user']) =>
  user?.emails[0]?.email ?? user?.user_id

/**
 * Returns who is signed in in this browser, or undefined. It asks Stytch, because the session that
 * the browser remembers may have been revoked.
 *
 * @throws what Stytch's SDK throws if Stytch is unreachable.
 */
async function signedInAs(stytch: ReturnType<typeof useStytch>): Promise<string | undefined> {
  if (!stytch.session.getTokens() && !stytch.session.getSync()) return undefined
  try {
    await stytch.session.authenticate()
  } catch (error) {
    // The SDK has forgotten a session that Stytch doesn't know.
    if (!(error instanceof StytchAPIError)) throw error
  }
  return nameOf(stytch.user.getSync())
}
