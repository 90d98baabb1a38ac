import { SignUp } from '@clerk/nextjs'

/** Clerk's own form, with the code that it sends to the address. */
export default function SignUpPage() {
  return (
    <main className="page">
      <SignUp fallback={<h1>Sign up</h1>} />
    </main>
  )
}
