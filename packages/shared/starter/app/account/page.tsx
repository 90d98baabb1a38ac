import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { deleteAccount } from '@/account/actions'
import { DeleteAccountForm } from '@/account/delete-account-form'
import { readProfile } from '@/account/provider'
import { features } from '@/auth/env'
import { getUser, providerName, signInPath } from '@/auth/session'
import { findEnvProblems } from '@/lib/env'

export const metadata: Metadata = { title: 'Your account' }

export default async function Page() {
  const user = await getUser()
  if (!user) redirect(signInPath('/account'))
  const { address } = await readProfile()
  const missing = findEnvProblems(features.accountDeletion).map(({ name }) => name)
  return (
    <main className="page">
      <h1>Your account</h1>
      {user.name !== address && (
        <p className="mt-4 wrap-anywhere" translate="no">
          {user.name}
        </p>
      )}
      {address && (
        <p className="mt-4 wrap-anywhere">
          <span translate="no">{address}</span>{' '}
          <span className="text-muted">{user.email ? '(verified)' : '(not verified)'}</span>
        </p>
      )}
      <h2 className="mt-8 text-lg font-semibold">Your data</h2>
      <p className="my-4">
        <a href="/account/export" className="button">
          Download as JSON
        </a>
      </p>
      <h2 className="mt-8 text-lg font-semibold">Delete your account</h2>
      {missing.length === 0 ? (
        <>
          <p className="mt-4">
            Your data here and your account at {providerName} are deleted at once, for good.
          </p>
          <DeleteAccountForm key={user.id} userId={user.id} action={deleteAccount} />
        </>
      ) : (
        <p className="mt-4">
          <span>This app can’t delete accounts yet: it isn’t fully configured.</span>{' '}
          {process.env.NODE_ENV === 'development' && <code>{missing.join(', ')}</code>}
        </p>
      )}
    </main>
  )
}
