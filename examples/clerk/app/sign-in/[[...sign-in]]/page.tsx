import { SignIn } from '@clerk/nextjs'
import type { Metadata } from 'next'
import { checkReturnTo } from '@/auth/return-to'
import { Hydrated, Waiting } from '@/auth/waiting'

export const metadata: Metadata = { title: 'Sign in' }

/** Clerk's form. Afterwards the user is at the return URL, or at `/`. */
export default async function Page({ searchParams }: PageProps<'/sign-in/[[...sign-in]]'>) {
  await checkReturnTo('/sign-in', searchParams)
  const waiting = <Waiting text="Loading the sign-in form…" />
  return (
    <main className="page grid justify-items-center">
      <Hydrated fallback={waiting}>
        <SignIn fallback={waiting} />
      </Hydrated>
    </main>
  )
}
