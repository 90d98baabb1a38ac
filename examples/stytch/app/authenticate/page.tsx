'use client'

import { useStytch } from '@stytch/nextjs'
import { useEffect, useRef, useState } from 'react'
import { takeReturnTo } from '@/lib/return-to'
import { SESSION_MINUTES } from '@/lib/session-minutes'
import { type LinkProblem, linkProblem, noLink } from './link-problem'

/** What the page shows: that it works, whether to sign in as somebody else, or what went wrong. */
type State = 'working' | 'signed in already' | LinkProblem

/** Where the link in the mail leads. It runs in the browser, which has what PKCE needs. */
export default function Authenticate() {
  const stytch = useStytch()
  const [state, setState] = useState<State>('working')
  const token = useRef<string>(undefined)

  async function signIn() {
    setState('working')
    try {
      const options = { session_duration_minutes: SESSION_MINUTES }
      await stytch.magicLinks.authenticate(token.current ?? '', options)
      // A whole new page: what this one knows may be somebody else's.
      window.location.replace(takeReturnTo())
    } catch (error) {
      setState(linkProblem(error))
    }
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: a link is good once, so it runs once
  useEffect(() => {
    // React's Strict Mode runs effects twice.
    if (token.current !== undefined) return
    const link = stytch.parseAuthenticateUrl()
    token.current = link?.token ?? ''
    // Neither history nor a reload has the token any more.
    window.history.replaceState(null, '', window.location.pathname)
    if (link?.tokenType !== 'magic_links') setState(noLink)
    else if (stytch.session.getSync()) setState('signed in already')
    else signIn()
  }, [])

  if (state === 'working') {
    return (
      <main className="page">
        <h1>Signing you in…</h1>
      </main>
    )
  }
  if (state === 'signed in already') {
    return (
      <main className="page">
        <h1>Somebody is signed in already</h1>
        <p>In this browser that is {stytch.user.getSync()?.emails[0]?.email ?? 'somebody'}.</p>
        <p>
          <button type="button" className="button primary" onClick={signIn}>
            Sign in with the link
          </button>{' '}
          <a className="button" href="/">
            Stay signed in
          </a>
        </p>
      </main>
    )
  }
  return (
    <main className="page">
      <h1>You are not signed in</h1>
      <p>{state.sentence}</p>
      <p>
        {state.canRetry && (
          <button type="button" className="button primary" onClick={signIn}>
            Try again
          </button>
        )}{' '}
        <a className="button" href="/login">
          Ask for a new link
        </a>
      </p>
    </main>
  )
}
