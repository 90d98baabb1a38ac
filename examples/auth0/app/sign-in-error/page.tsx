import type { Metadata } from 'next'
import { signInPath } from '@/auth/session'

export const metadata: Metadata = { title: 'Sign-in failed' }

/** Where a sign-in ends that the provider, or this app, didn't accept. */
export default function SignInError() {
  return (
    <main className="page">
      <h1>You’re not signed in</h1>
      <p className="my-4">
        The sign-in was canceled or refused, took too long, or was started in another tab.
      </p>
      <a className="button button-primary" href={signInPath('/')}>
        Try again
      </a>
    </main>
  )
}
