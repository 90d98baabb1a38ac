'use client'

/** Shown when a page fails in a way that no one foresaw. It was rendered on the server: ask again. */
export default function ErrorPage() {
  return (
    <main className="page">
      <h1>Something went wrong</h1>
      <p className="my-4">This page couldn’t be shown. What you saved is safe.</p>
      <button type="button" className="button" onClick={() => location.reload()}>
        Try again
      </button>
    </main>
  )
}
