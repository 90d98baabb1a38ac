import { StytchAPIError, type useStytch } from '@stytch/nextjs'

/**
 * Who is signed in in this browser; undefined for nobody. Stytch is asked, because what the browser
 * remembers may be a session that was revoked.
 *
 * @throws what Stytch's SDK throws when Stytch cannot be reached.
 */
export async function signedInAs(
  stytch: ReturnType<typeof useStytch>,
): Promise<string | undefined> {
  if (!stytch.session.getTokens() && !stytch.session.getSync()) return undefined
  try {
    await stytch.session.authenticate()
  } catch (error) {
    // The SDK has forgotten a session that Stytch does not know.
    if (!(error instanceof StytchAPIError)) throw error
  }
  const user = stytch.user.getSync()
  return user?.emails[0]?.email ?? user?.user_id
}
