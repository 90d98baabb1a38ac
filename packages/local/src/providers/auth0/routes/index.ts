import { Hono } from 'hono'
import { createLocalJWKSet, errors, jwtVerify } from 'jose'
import type { EmulatorEnv } from '../../../emulator/app.ts'
import { onlyWith } from '../../../emulator/oidc/ask-provider.ts'
import { refuseSignOut, signOut } from '../../../emulator/oidc/logout.ts'
import type { RunningTenant } from '../../../emulator/oidc/tenant.ts'
import { publicJwks } from '../../../emulator/signing-keys.ts'
import { words } from '../../../emulator/words.ts'

const parameters = words('client_id id_token_hint logout_hint post_logout_redirect_uri state')
const logoutRules = { listName: 'Allowed Logout URLs', endsTokens: false }

/** OpenID Connect RP-Initiated Logout, as the SDK signs out; Auth0's confirmation page is left out. */
export function auth0Routes(tenant: RunningTenant): Hono<EmulatorEnv> {
  const { clientId, appUrl, vendor } = tenant
  const app = new Hono<EmulatorEnv>()

  app.get(vendor.paths.logout, onlyWith(tenant, parameters), async (c) => {
    const { client_id = clientId, id_token_hint: idToken, state, ...query } = c.req.query()
    if (client_id !== clientId) {
      const sentence = `There is no application with the client ID “${client_id}”.`
      return refuseSignOut(tenant, c, sentence)
    }
    if (idToken !== undefined && !(await isOwnIdToken(tenant, idToken))) {
      const sentence = 'The id_token_hint is not an ID token of this application.'
      return refuseSignOut(tenant, c, sentence)
    }
    return signOut(tenant, c, query.post_logout_redirect_uri ?? appUrl, logoutRules, state)
  })

  return app
}

/** Whether this tenant gave it to its application, however long ago. */
async function isOwnIdToken({ issuer, clientId, state }: RunningTenant, token: string) {
  const keys = createLocalJWKSet(publicJwks(state.data.keys))
  try {
    await jwtVerify(token, keys, { issuer, audience: clientId, currentDate: new Date(0) })
    return true
  } catch (error) {
    if (error instanceof errors.JOSEError) return false
    throw error
  }
}
