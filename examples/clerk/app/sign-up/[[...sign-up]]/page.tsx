import { SignUp } from '@clerk/nextjs'
import type { Metadata } from 'next'
import { checkReturnTo } from '@/auth/return-to'
import { Hydrated, Waiting } from '@/auth/waiting'

export const metadata: Metadata = { title: 'Sign up' }

/** Clerk's form, with the code that it sends to the address. */
export default async function Page({ searchParams }: PageProps<'/sign-up/[[...sign-up]]'>) {
  await checkReturnTo('/sign-up', searchParams)
  const waiting = <Waiting text="Loading the sign-up form…" />
  return (
    <main className="page grid justify-items-center">
      <Hydrated fallback={waiting}>
        <SignUp fallback={waiting} />
      </Hydrated>
    </main>
  )
}
