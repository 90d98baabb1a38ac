/** Ends the session here and at Kinde. */
export function SignOutButton() {
  return (
    <form action="/api/auth/logout">
      <button type="submit" className="button">
        Sign out
      </button>
    </form>
  )
}
