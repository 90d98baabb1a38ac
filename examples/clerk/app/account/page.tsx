import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getUser, signInPath } from '@/auth/session'
import { SignedInAs, Waiting } from '@/auth/waiting'
import { BrowserAccount } from './browser-account'

export const metadata: Metadata = { title: 'Your account' }

/** The server checks the session; the browser reads and deletes the rows. */
export default async function Page() {
  const user = await getUser()
  if (!user) redirect(signInPath('/account'))
  return (
    <main className="page">
      <h1>Your account</h1>
      <SignedInAs userId={user.id} fallback={<Waiting text="Loading your account…" />}>
        <BrowserAccount key={user.id} userId={user.id} />
      </SignedInAs>
    </main>
  )
}
