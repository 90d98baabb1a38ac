import { Hono } from 'hono'
import { createLocalJWKSet, errors, jwtVerify } from 'jose'
import type { Account } from '../../../emulator/accounts.ts'
import type { EmulatorEnv } from '../../../emulator/app.ts'
import { bearerToken, verifyAccessToken } from '../../../emulator/oidc/access-token.ts'
import { askProvider } from '../../../emulator/oidc/ask-provider.ts'
import { refuseSignOut, signOut } from '../../../emulator/oidc/logout.ts'
import type { Claims, RunningTenant } from '../../../emulator/oidc/tenant.ts'
import { publicJwks } from '../../../emulator/signing-keys.ts'
import { words } from '../../../emulator/words.ts'

const logoutRules = { listName: 'Allowed Logout URLs', endsTokens: false }

/** The user's profile, and OpenID Connect RP-Initiated Logout, as the SDK signs out; Auth0's
 * confirmation page is left out. */
export function auth0Routes(tenant: RunningTenant): Hono<EmulatorEnv> {
  const { clientId, appUrl, vendor } = tenant
  const app = new Hono<EmulatorEnv>()

  app.get(vendor.paths.logout, async (c) => {
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

  app.on(['GET', 'POST'], vendor.paths.userinfo, async (c) => {
    const token = bearerToken(c.req.header('authorization'))
    const claims = token && (await verifyAccessToken(tenant, token, `${tenant.issuer}userinfo`))
    if (claims) {
      const account = tenant.state.data.accounts[claims.sub ?? '']
      if (account) return c.json(profileFor(tenant, account, `${claims.scope}`))
    } else if (token) {
      const answer = await askProvider(tenant, c)
      if (answer.ok) return answer
    }
    return c.json({ error: 'invalid_token', error_description: 'Unauthorized' }, 401)
  })

  return app
}

/** What an access token with these scopes may know of the user. */
function profileFor({ vendor }: RunningTenant, account: Account, scope: string): Claims {
  const known = Object.entries({ sub: account.id, ...vendor.userClaims(account) })
  const allowed = words(scope).flatMap((name) => vendor.claims[name] ?? [])
  return Object.fromEntries(known.filter(([name]) => allowed.includes(name)))
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
