'use client'

import { useRouter } from 'next/navigation'
import { startTransition } from 'react'

/** What is left when a page fails in a way that nobody foresaw. */
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
      <p>The page could not be shown. What you stored is safe.</p>
      <button type="button" className="button" onClick={retry}>
        Try again
      </button>
    </main>
  )
}
