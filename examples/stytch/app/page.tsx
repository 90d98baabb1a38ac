import { redirect } from 'next/navigation'
import { Suspense } from 'react'
import { getUser, providerName, signInPath } from '@/lib/auth'
import { envProblems } from '@/lib/env'
import { SignOutButton } from '@/lib/sign-out-button'
import { filterPath } from '@/shared/todos/filter-links'
import { ListSkeleton } from '@/shared/todos/list-skeleton'
import { filterSchema } from '@/shared/todos/schema'
import { Header } from '@/shared/ui/header'
import { SetupHelp } from '@/shared/ui/setup-help'
import { Identity } from './identity'
import { Todos } from './todos'

export default async function Page({ searchParams }: PageProps<'/'>) {
  const filter = filterSchema.parse((await searchParams).filter)
  const problems = envProblems()
  if (problems.length > 0) return <SetupHelp problems={problems} />

  // Before anything is streamed: afterwards it would be too late for a redirect.
  const user = await getUser()
  if (!user) redirect(signInPath(filterPath(filter)))

  return (
    <main className="page">
      <Header provider={providerName} user={user} signOut={<SignOutButton />} />
      <Suspense fallback={<ListSkeleton />}>
        <Todos filter={filter} />
      </Suspense>
      <Suspense>
        <Identity />
      </Suspense>
    </main>
  )
}
