import { UserButton } from '@clerk/nextjs'

/** Clerk's own button: the profile, and the way out. Its place is kept until Clerk's scripts make it. */
export function SignOutButton() {
  return (
    <div className="user-button">
      <UserButton />
    </div>
  )
}
