'use client'

import { useActionState } from 'react'
import { attempt } from '../attempt'
import type { Result } from '../result'
import { FailureHelp } from '../ui/failure-help'
import { SubmitButton } from '../ui/submit-button'
import type { Identity } from './identity'
import type { Proof } from './prove'

/** Shown in development: who InsForge takes this user for, and proof that it keeps them apart. */
export function IdentityPanel(props: {
  identity: Result<Identity>
  prove: () => Promise<Result<Proof[]>>
}) {
  const { identity } = props
  const [proofs, prove] = useActionState(() => attempt(props.prove), null)
  return (
    // Somebody may have opened it before React took the page over, and it stays as it is.
    <details className="identity" suppressHydrationWarning>
      <summary>Who does InsForge think I am?</summary>
      {identity.ok ? <Facts {...identity.data} /> : <FailureHelp failure={identity} />}
      <form action={prove}>
        <SubmitButton pendingText="Trying…">Prove it</SubmitButton>
      </form>
      <div role="status">
        {proofs?.ok && <Proofs proofs={proofs.data} />}
        {proofs?.ok === false && <FailureHelp failure={proofs} />}
      </div>
    </details>
  )
}

function Facts({ sub, role, lifetime, rows }: Identity) {
  return (
    <dl className="facts">
      <dt>sub</dt>
      <dd>
        <code>{sub}</code>
      </dd>
      <dt>role</dt>
      <dd>
        <code>{role}</code>
      </dd>
      <dt>Token lifetime</dt>
      <dd>{lifetime} seconds</dd>
      <dt>Rows I can see</dt>
      <dd>{rows}, when this page was loaded</dd>
    </dl>
  )
}

function Proofs({ proofs }: { proofs: Proof[] }) {
  return (
    <ul>
      {proofs.map(({ attempt, answer, held }) => (
        <li key={attempt}>
          {attempt}: <code>{answer}</code> {held ? '✓ kept apart' : '✗ NOT kept apart'}
        </li>
      ))}
    </ul>
  )
}
