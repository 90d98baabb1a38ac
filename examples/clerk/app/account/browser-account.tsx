'use client'

import { useClerk, useUser } from '@clerk/nextjs'
import { useState } from 'react'
import { useDeleteAccount } from '@/account/actions'
import { readMyRows } from '@/account/data'
import { DeleteAccountForm } from '@/account/delete-account-form'
import { useInsForge } from '@/lib/insforge'

/** The account of the user who is signed in in this browser. */
export function BrowserAccount({ userId }: { userId: string }) {
  const clerk = useClerk()
  const { user } = useUser()
  const address = user?.primaryEmailAddress
  const { run } = useInsForge()
  const [problem, setProblem] = useState<string>()

  async function download() {
    const rows = await run(userId, readMyRows)
    setProblem(rows.ok ? undefined : rows.message)
    if (!rows.ok) return
    const file = new Blob([JSON.stringify(rows.data, null, 2)], { type: 'application/json' })
    const link = document.createElement('a')
    link.href = URL.createObjectURL(file)
    link.download = 'my-data.json'
    link.click()
    URL.revokeObjectURL(link.href)
  }

  return (
    <>
      {user?.fullName && (
        <p className="mt-4 wrap-anywhere" translate="no">
          {user.fullName}
        </p>
      )}
      {address && (
        <p className="mt-4 wrap-anywhere">
          <span translate="no">{address.emailAddress}</span>{' '}
          <span className="text-muted">
            {address.verification.status === 'verified' ? '(verified)' : '(not verified)'}
          </span>
        </p>
      )}
      <p className="my-4">
        <button type="button" className="button" onClick={() => clerk.openUserProfile()}>
          Change it at Clerk
        </button>
      </p>
      <h2 className="mt-8 text-lg font-semibold">Your data</h2>
      <p className="my-4">
        <button type="button" className="button" onClick={download}>
          Download as JSON
        </button>
      </p>
      {problem && <p role="alert">{problem}</p>}
      <h2 className="mt-8 text-lg font-semibold">Delete your account</h2>
      <p className="mt-4">
        Your data here and your account at Clerk are deleted at once, for good.
      </p>
      <DeleteAccountForm userId={userId} action={useDeleteAccount(userId)} />
    </>
  )
}
