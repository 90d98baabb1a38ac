/** Ends the session here and at Auth0. A form, because a link could be prefetched. */
export function SignOutButton() {
  return (
    <form action="/auth/logout">
      <button type="submit" className="button">
        Sign out
      </button>
    </form>
  )
}
