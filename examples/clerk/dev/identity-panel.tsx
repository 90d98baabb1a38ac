'use client'

import { useActionState } from 'react'
import { FailureHelp } from '@/components/notice'
import { attempt, type Result } from '@/lib/result'
import type { Identity } from './identify'

/** Shown in development: which user InsForge takes you for, and proof that it keeps users apart. */
export function IdentityPanel({ identify }: { identify: () => Promise<Result<Identity>> }) {
  const [identity, prove, isPending] = useActionState(() => attempt(identify), null)
  return (
    // It may have been opened before React took the page over, and stays as it is.
    <details suppressHydrationWarning className="mt-12 border-t border-line text-sm text-muted">
      <summary className="cursor-pointer py-3">Who does InsForge think I am?</summary>
      <form action={prove}>
        <button type="submit" className="button">
          <span>{isPending ? 'Trying…' : 'Prove it'}</span>
        </button>
      </form>
      <div role="status" className="my-4 wrap-anywhere">
        {identity?.ok && <Facts {...identity.data} />}
        {identity?.ok === false && <FailureHelp failure={identity} />}
      </div>
    </details>
  )
}

function Facts({ sub, role, lifetime, rows, proofs }: Identity) {
  const facts = {
    sub,
    role,
    'Token lifetime': `${lifetime} seconds`,
    'Rows I can see': String(rows),
    ...Object.fromEntries(
      proofs.map(({ attempt, answer, isSafe }) => [
        attempt,
        `${answer} ${isSafe ? '✓ kept apart' : '✗ NOT kept apart'}`,
      ]),
    ),
  }
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
      {Object.entries(facts).map(([name, value]) => (
        <div key={name} className="contents">
          <dt>{name}</dt>
          <dd>
            <code>{value}</code>
          </dd>
        </div>
      ))}
    </dl>
  )
}
