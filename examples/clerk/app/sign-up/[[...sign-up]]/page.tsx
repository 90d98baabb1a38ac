import { SignUp } from '@clerk/nextjs'
import type { Metadata } from 'next'
import { FormPage } from '@/auth/form-page'

export const metadata: Metadata = { title: 'Sign up' }

/** Clerk's form, with the code that it sends to the address. */
export default function Page({ searchParams }: PageProps<'/sign-up/[[...sign-up]]'>) {
  return <FormPage name="sign-up" Form={SignUp} searchParams={searchParams} />
}
