/** Ends the session here and at Kinde. With <a>: a prefetching <Link> would sign out unasked. */
export function SignOutButton() {
  return (
    <a className="button" href="/api/auth/logout">
      Sign out
    </a>
  )
}
