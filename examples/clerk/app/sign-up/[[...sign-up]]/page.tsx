import { SignUp } from '@clerk/nextjs'
import { checkReturnTo } from '@/lib/return-to'

/** Clerk's own form, with the code that it sends to the address. */
export default async function SignUpPage({ searchParams }: PageProps<'/sign-up/[[...sign-up]]'>) {
  await checkReturnTo('/sign-up', searchParams)
  return (
    <main className="page">
      <SignUp fallback={<h1>Sign up</h1>} />
    </main>
  )
}
