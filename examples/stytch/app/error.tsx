'use client'

/** Shown when a page fails in a way that no one foresaw. */
export default function ErrorPage() {
  return (
    <main className="page">
      <h1>Something went wrong</h1>
      <p className="my-4">This page couldn’t be shown. What you saved is safe.</p>
      {/* What failed was rendered on the server: it has to be asked again. */}
      <button type="button" className="button" onClick={() => location.reload()}>
        Try again
      </button>
    </main>
  )
}
