import { signOut } from '@workos-inc/authkit-nextjs'
import { appUrl } from './auth'

/** Ends the session here and at WorkOS. */
export function SignOutButton() {
  async function action() {
    'use server'
    await signOut({ returnTo: appUrl() })
  }
  return (
    <form action={action}>
      <button type="submit" className="button">
        Sign out
      </button>
    </form>
  )
}
