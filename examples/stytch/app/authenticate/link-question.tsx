/** Asks whoever opens a link in a browser in which somebody is signed in: it may be another's. */
export function LinkQuestion({ somebody, onSignIn }: { somebody: string; onSignIn: () => void }) {
  return (
    <main className="page authenticate">
      <h1>Somebody is signed in already</h1>
      <p>In this browser that is {somebody}.</p>
      <p className="choices">
        <button type="button" className="button primary" onClick={onSignIn}>
          Sign in with the link
        </button>
        <a className="button" href="/">
          Stay signed in
        </a>
      </p>
    </main>
  )
}
