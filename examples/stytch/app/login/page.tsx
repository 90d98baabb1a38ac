import { redirect } from 'next/navigation'
import { getUser } from '@/lib/auth'
import { safeReturnTo } from '@/shared/auth/return-to'
import { LoginForm } from './login-form'

/**
 * Where people sign in. The server decides who is signed in already: the browser's own memory of a
 * session that was revoked would send people back and forth between here and the list.
 */
export default async function Login({ searchParams }: PageProps<'/login'>) {
  const [asked] = [(await searchParams).returnTo].flat()
  const returnTo = safeReturnTo(asked)
  if (await getUser()) redirect(returnTo)
  return (
    <main className="page">
      <h1>Todos</h1>
      <LoginForm returnTo={returnTo} />
    </main>
  )
}
