import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getUser } from '@/auth/session'
import { check } from './check'
import type { Finding } from './finding'

export const metadata: Metadata = { title: 'Setup' }

/** In development: what `npm run doctor` says, for the user who is signed in. */
export default async function SetupPage() {
  if (process.env.NODE_ENV !== 'development') notFound()
  const user = await getUser()
  const findings: Finding[] = []
  for await (const finding of check(user ? { user: user.id } : {})) findings.push(finding)
  return (
    <main className="page">
      <h1>Is this app set up right?</h1>
      <dl className="mt-4 grid gap-4">
        {findings.map(({ name, status, says, next }) => (
          <div key={name + says} className="rounded-lg bg-surface p-4 wrap-anywhere">
            <dt className={status === 'wrong' ? 'font-semibold text-danger' : 'font-semibold'}>
              {`${name}: ${status}`}
            </dt>
            <dd>{says}</dd>
            {next && <dd className="text-muted">{next}</dd>}
          </div>
        ))}
      </dl>
    </main>
  )
}
