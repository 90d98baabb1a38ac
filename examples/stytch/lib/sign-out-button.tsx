'use client'

import { useStytch } from '@stytch/nextjs'
import { useState } from 'react'
import { useHydrated } from './use-hydrated'

/** Ends the session at Stytch, and here even if Stytch cannot be reached. */
export function SignOutButton() {
  const stytch = useStytch()
  const isHydrated = useHydrated()
  const [isLeaving, setIsLeaving] = useState(false)

  function signOut() {
    setIsLeaving(true)
    const leave = () => window.location.assign('/login')
    stytch.session.revoke({ forceClear: true }).then(leave, leave)
  }

  return (
    <button type="button" className="button" onClick={signOut} disabled={!isHydrated || isLeaving}>
      Sign out
    </button>
  )
}
