'use client'

/** What is left when a page fails in a way that nobody foresaw. */
export default function ErrorPage({ reset }: { error: Error; reset: () => void }) {
  return (
    <main className="page">
      <h1>Something went wrong</h1>
      <p>The page could not be shown. What you stored is safe.</p>
      <button type="button" className="button" onClick={reset}>
        Try again
      </button>
    </main>
  )
}
