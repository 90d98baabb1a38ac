import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getUser, signInPath } from '@/auth/session'
import { SignedInAs, Waiting } from '@/auth/waiting'
import { addressOf } from '@/todos/address'
import { viewSchema } from '@/todos/schema'
import { BrowserTodos } from './browser-todos'

export const metadata: Metadata = { title: 'Todos' }

/** The server checks the session; the browser reads the rows. */
export default async function Page({ searchParams }: { searchParams: Promise<unknown> }) {
  const view = viewSchema.parse(await searchParams)
  const user = await getUser()
  if (!user) redirect(signInPath(addressOf(view)))
  return (
    <main className="page">
      <h1>Todos</h1>
      <SignedInAs userId={user.id} fallback={<Waiting text="Loading your todos…" />}>
        <BrowserTodos key={user.id} view={view} userId={user.id} draftId={crypto.randomUUID()} />
      </SignedInAs>
      {process.env.NODE_ENV === 'development' && (
        <a href="/setup" className="mt-12 inline-block text-sm text-muted">
          Is this app set up right?
        </a>
      )}
    </main>
  )
}
