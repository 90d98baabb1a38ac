import { StytchAPIError, type useStytch } from '@stytch/nextjs'

/**
 * Returns who is signed in in this browser, or undefined. It asks Stytch, because the session that
 * the browser remembers may have been revoked.
 *
 * @throws what Stytch's SDK throws if Stytch is unreachable.
 */
export async function signedInAs(
  stytch: ReturnType<typeof useStytch>,
): Promise<string | undefined> {
  if (!stytch.session.getTokens() && !stytch.session.getSync()) return undefined
  try {
    await stytch.session.authenticate()
  } catch (error) {
    // The SDK has forgotten a session that Stytch doesn't know.
    if (!(error instanceof StytchAPIError)) throw error
  }
  const user = stytch.user.getSync()
  return user?.emails[0]?.email ?? user?.user_id
}
