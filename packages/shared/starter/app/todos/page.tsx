import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getUser, signInPath } from '@/auth/session'
import { createInsForgeClient } from '@/lib/insforge'
import * as actions from '@/todos/actions'
import { addressOf } from '@/todos/address'
import { listTodos } from '@/todos/data'
import { viewSchema } from '@/todos/schema'
import { TodoApp } from '@/todos/todo-app'

export const metadata: Metadata = { title: 'Todos' }

export default async function Page({ searchParams }: { searchParams: Promise<unknown> }) {
  const view = viewSchema.parse(await searchParams)
  const user = await getUser()
  if (!user) redirect(signInPath(addressOf(view)))
  const list = await listTodos(await createInsForgeClient(user), view)
  return (
    <main className="page">
      <h1>Todos</h1>
      <TodoApp
        key={user.id}
        list={list}
        view={view}
        actions={{ ...actions }}
        userId={user.id}
        draftId={crypto.randomUUID()}
      />
      {process.env.NODE_ENV === 'development' && (
        <a href="/setup" className="mt-12 inline-block text-sm text-muted">
          Is this app set up right?
        </a>
      )}
    </main>
  )
}
