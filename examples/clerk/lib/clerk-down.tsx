'use client'

import { ClerkFailed } from '@clerk/nextjs'
import { Notice } from '@/shared/ui/notice'

/** Says so when Clerk's scripts cannot be loaded, without which nobody can sign in or read a row. */
export function ClerkDown() {
  return (
    <ClerkFailed>
      <div className="page">
        <Notice>
          <p>Clerk cannot be reached. What you stored is safe.</p>
          <button type="button" className="button" onClick={() => location.reload()}>
            Try again
          </button>
        </Notice>
      </div>
    </ClerkFailed>
  )
}
