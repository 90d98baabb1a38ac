import { SignIn } from '@clerk/nextjs'
import type { Metadata } from 'next'
import { FormPage } from '@/auth/form-page'

export const metadata: Metadata = { title: 'Sign in' }

/** Clerk's form. Afterwards the user is at the return URL, or at `/`. */
export default function Page({ searchParams }: PageProps<'/sign-in/[[...sign-in]]'>) {
  return <FormPage name="sign-in" Form={SignIn} searchParams={searchParams} />
}
