'use client'

import { useStytch } from '@stytch/nextjs'
import { useEffect, useRef, useState } from 'react'
import { takeReturnTo } from '@/lib/return-to'
import { SESSION_MINUTES } from '@/lib/session-minutes'
import { LinkFailure } from './link-failure'
import { type LinkProblem, linkProblem, noLink } from './link-problem'
import { LinkQuestion } from './link-question'
import { signedInAs } from './signed-in-as'
import './authenticate.css'

/** What the page shows: that it works, whether to sign in as somebody else, or what went wrong. */
type State = 'working' | { asks: string } | { problem: LinkProblem; stillAs: string | undefined }

/** Where the link in the mail leads. It runs in the browser, which has what PKCE needs. */
export default function Authenticate() {
  const stytch = useStytch()
  const [state, setState] = useState<State>('working')
  const token = useRef<string>(undefined)

  async function signIn(isAsked: boolean) {
    setState('working')
    try {
      const somebody = isAsked ? undefined : await signedInAs(stytch)
      if (somebody !== undefined) return setState({ asks: somebody })
      const options = { session_duration_minutes: SESSION_MINUTES }
      await stytch.magicLinks.authenticate(token.current ?? '', options)
      // A whole new page: what this one knows may be somebody else's.
      window.location.replace(takeReturnTo())
    } catch (error) {
      fail(linkProblem(error))
    }
  }

  function fail(problem: LinkProblem) {
    setState({ problem, stillAs: stytch.user.getSync()?.emails[0]?.email })
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: a link is good once, so it runs once
  useEffect(() => {
    // React's Strict Mode runs effects twice.
    if (token.current !== undefined) return
    const link = stytch.parseAuthenticateUrl()
    token.current = link?.token ?? ''
    // Neither history nor a reload has the token any more.
    window.history.replaceState(null, '', window.location.pathname)
    if (link?.tokenType === 'magic_links') signIn(false)
    else fail(noLink)
  }, [])

  if (state === 'working') {
    return (
      <main className="page authenticate">
        <h1>Signing you in…</h1>
      </main>
    )
  }
  if ('asks' in state) return <LinkQuestion somebody={state.asks} onSignIn={() => signIn(true)} />
  return <LinkFailure {...state} onRetry={() => signIn(false)} />
}
