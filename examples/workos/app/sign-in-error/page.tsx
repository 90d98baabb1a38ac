import { signInPath } from '@/lib/auth'

/** Where a sign-in ends that the provider, or this app, did not accept. */
export default function SignInError() {
  return (
    <main className="page">
      <h1>You are not signed in</h1>
      <p>The sign-in was cancelled or refused, took too long, or was started in another tab.</p>
      <a className="button primary" href={signInPath('/')}>
        Try again
      </a>
    </main>
  )
}
