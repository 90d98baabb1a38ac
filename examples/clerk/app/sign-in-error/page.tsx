import type { Metadata } from 'next'
import { signInPath } from '@/auth/session'

export const metadata: Metadata = { title: 'Sign-in failed' }

/** Where a sign-in ends that the provider, or this app, didn't accept. */
export default async function SignInError(props: { searchParams: Promise<{ cause?: unknown }> }) {
  const { cause } = await props.searchParams
  const isTooLarge = cause === 'too-large'
  return (
    <main className="page">
      <h1>You’re not signed in</h1>
      <p className="my-4">
        {isTooLarge
          ? 'Your session holds more than a browser keeps. Tell the people who run this app: their log has the cause.'
          : 'The sign-in was canceled or refused, took too long, or was started in another tab.'}
      </p>
      {process.env.NODE_ENV === 'development' && cause !== undefined && (
        <p className="my-4">
          The cause, shown in development only: <code>{String(cause)}</code>. Run{' '}
          <code>npm run doctor</code>.
        </p>
      )}
      <a className="button button-primary" href={signInPath('/')}>
        Try again
      </a>
    </main>
  )
}
