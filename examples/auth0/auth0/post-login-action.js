/**
 * Auth0 runs this after each sign-in (README, "Set it up"). What it sets reaches the app's server
 * (lib/auth0.ts), not the browser. No token for InsForge is signed here: it would live as long as
 * Auth0 says, in a session that lives for days. The app's server signs one for each request.
 */

// An address of your own, which doesn't have to exist; the same as in lib/auth0.ts. Auth0 drops
// claims in auth0.com, and a name without an address may be taken by OpenID Connect some day.
const NAMESPACE = 'https://todos.example/'

exports.onExecutePostLogin = async (event, api) => {
  // How the user wants to be called. Users can change their user_metadata, so it is for display:
  // what decides what a user may do belongs in app_metadata, which only you can change.
  const { display_name: displayName } = event.user.user_metadata ?? {}
  if (typeof displayName === 'string' && displayName !== '') {
    api.idToken.setCustomClaim(`${NAMESPACE}display_name`, displayName)
  }
}
