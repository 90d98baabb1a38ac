'use client'

import { useRouter } from 'next/navigation'
import { startTransition } from 'react'

/** Shown when a page fails in a way that no one foresaw. */
export default function ErrorPage({ reset }: { error: Error; reset: () => void }) {
  const router = useRouter()

  function retry() {
    // What failed was rendered on the server: it has to be asked again, not only shown again.
    startTransition(() => {
      router.refresh()
      reset()
    })
  }

  return (
    <main className="page">
      <h1>Something went wrong</h1>
      <p className="my-4">This page couldn’t be shown. What you saved is safe.</p>
      <button type="button" className="button" onClick={retry}>
        Try again
      </button>
    </main>
  )
}
