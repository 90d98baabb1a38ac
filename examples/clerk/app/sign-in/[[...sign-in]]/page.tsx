import { SignIn } from '@clerk/nextjs'
import { checkReturnTo } from '@/lib/return-to'

/** Clerk's own form; afterwards people are where they wanted to be, or at their todos. */
export default async function SignInPage({ searchParams }: PageProps<'/sign-in/[[...sign-in]]'>) {
  await checkReturnTo('/sign-in', searchParams)
  return (
    <main className="page">
      <SignIn fallback={<h1>Sign in</h1>} />
    </main>
  )
}
