import { UserButton } from '@clerk/nextjs'

/** Clerk's own button: the profile, and the way out. */
export function SignOutButton() {
  return <UserButton />
}
