'use client'

import { useActionState } from 'react'
import { FailureHelp } from '@/components/notice'
import { attempt, type Result } from '@/lib/result'
import type { Identity } from './identify'

/** Shown in development: which user InsForge takes you for, and proof that it keeps users apart. */
export function IdentityPanel({ identify }: { identify: () => Promise<Result<Identity>> }) {
  const [identity, prove, isPending] = useActionState(() => attempt(identify), null)
  return (
    // It may have been opened before React took over.
    <details suppressHydrationWarning className="mt-12 border-t border-line text-sm text-muted">
      <summary className="cursor-pointer py-3">Who does InsForge think I am?</summary>
      <form action={prove} className="mb-4">
        <button type="submit" className="button">
          <span>{isPending ? 'Trying…' : 'Prove it'}</span>
        </button>
      </form>
      <div role="status">
        {identity?.ok &&
          Object.entries(identity.data).map(([name, value]) => (
            <p key={name} className="wrap-anywhere">{`${name}: ${value}`}</p>
          ))}
        {identity?.ok === false && <FailureHelp failure={identity} />}
      </div>
    </details>
  )
}
