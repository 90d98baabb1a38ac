import type { Metadata } from 'next'

export const metadata: Metadata = { title: 'Account deleted' }

/** Where a deletion ends. Anyone can open it: it knows no user. */
export default function Page() {
  return (
    <main className="page">
      <h1>Your account is deleted</h1>
      <p className="my-4">Your data went with it. You can sign up again at any time.</p>
      <a className="button" href="/">
        Home
      </a>
    </main>
  )
}
