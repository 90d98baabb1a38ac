export default function NotFound() {
  return (
    <main className="page">
      <h1>Page not found</h1>
      <p className="my-4">There’s nothing at this address.</p>
      <a href="/" className="button">
        Go to the home page
      </a>
    </main>
  )
}
