import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { pathAfterSignIn } from '@/auth/return-to'
import { getUser } from '@/auth/session'
import { LoginForm } from './login-form'

export const metadata: Metadata = { title: 'Sign in' }

/**
 * The sign-in page. The server decides who is signed in already: the browser may still remember a
 * session that was revoked, and would send users back and forth between here and the list.
 */
export default async function Login({ searchParams }: PageProps<'/login'>) {
  const [asked] = [(await searchParams).returnTo].flat()
  const returnTo = pathAfterSignIn(asked)
  if (await getUser()) redirect(returnTo)
  return (
    <main className="page">
      <h1>Sign in or sign up</h1>
      <p className="my-4 text-muted">Enter your email address. You don’t need a password.</p>
      <LoginForm returnTo={returnTo} />
    </main>
  )
}
