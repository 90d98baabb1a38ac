export default function NotFound() {
  return (
    <main className="page">
      <h1>There is no such page</h1>
      <p>
        <a href="/">Back to your todos</a>
      </p>
    </main>
  )
}
