import { SignIn } from '@clerk/nextjs'

/** Clerk's own form; afterwards people are where they wanted to be, or at their todos. */
export default function SignInPage() {
  return (
    <main className="page">
      <SignIn fallback={<h1>Sign in</h1>} />
    </main>
  )
}
