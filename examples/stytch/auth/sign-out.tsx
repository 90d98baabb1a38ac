'use client'

import { useStytch } from '@stytch/nextjs'
import { useState } from 'react'
import { useHydrated } from './use-hydrated'

/** Ends the session at Stytch, and here even if Stytch is unreachable. */
export function SignOut() {
  const stytch = useStytch()
  const isHydrated = useHydrated()
  const [isLeaving, setIsLeaving] = useState(false)

  function signOut() {
    setIsLeaving(true)
    const leave = () => window.location.assign('/')
    stytch.session.revoke({ forceClear: true }).then(leave, leave)
  }

  return (
    <button type="button" className="button" onClick={signOut} disabled={!isHydrated || isLeaving}>
      Sign out
    </button>
  )
}
