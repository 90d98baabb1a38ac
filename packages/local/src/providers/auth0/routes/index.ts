import { type Context, Hono } from 'hono'
import { createLocalJWKSet, errors, jwtVerify } from 'jose'
import type { EmulatorEnv } from '../../../emulator/app.ts'
import { bearerToken, verifyAccessToken } from '../../../emulator/oidc/access-token.ts'
import { askProvider } from '../../../emulator/oidc/ask-provider.ts'
import { refuseSignOut, signOut } from '../../../emulator/oidc/logout.ts'
import { onlyWith } from '../../../emulator/oidc/only-with.ts'
import type { RunningTenant } from '../../../emulator/oidc/tenant.ts'
import { publicJwks } from '../../../emulator/signing-keys.ts'
import { words } from '../../../emulator/words.ts'
import { profileClaims } from '../user.ts'

const oidcLogoutParameters = words(
  'client_id id_token_hint logout_hint post_logout_redirect_uri state',
)
const logoutRules = { listName: 'Allowed Logout URLs', endsTokens: false }

/** Auth0's routes beside those of the standard's core. */
export function auth0Routes(tenant: RunningTenant): Hono<EmulatorEnv> {
  const { clientId, appUrl, vendor } = tenant
  const app = new Hono<EmulatorEnv>()

  app.on(['GET', 'POST'], vendor.paths.userinfo, async (c) => {
    const token = bearerToken(c.req.header('authorization'))
    if (token?.includes('.')) return userinfoByJwt(tenant, c, token)
    const answer = await askProvider(tenant, c)
    return answer.status === 401 ? c.text('Unauthorized', 401) : answer
  })

  // OpenID Connect RP-Initiated Logout; Auth0's confirmation page is left out.
  app.get(vendor.paths.logout, onlyWith(tenant, oidcLogoutParameters), async (c) => {
    const { client_id = clientId, id_token_hint: idToken, state, ...query } = c.req.query()
    if (client_id !== clientId) return refuseClient(tenant, c, client_id)
    if (idToken !== undefined && !(await isOwnIdToken(tenant, idToken))) {
      const sentence = 'The id_token_hint is not an ID token of this application.'
      return refuseSignOut(tenant, c, sentence)
    }
    return signOut(tenant, c, query.post_logout_redirect_uri ?? appUrl, logoutRules, state)
  })

  app.get('/v2/logout', onlyWith(tenant, ['client_id', 'returnTo']), (c) => {
    const { client_id = clientId, returnTo = appUrl } = c.req.query()
    if (client_id !== clientId) return refuseClient(tenant, c, client_id)
    return signOut(tenant, c, returnTo, logoutRules)
  })

  return app
}

/** A token for an API is good for the profile too when it was asked for with `openid`. */
async function userinfoByJwt(tenant: RunningTenant, c: Context, token: string): Promise<Response> {
  const claims = await verifyAccessToken(tenant, token, `${tenant.issuer}userinfo`)
  const account = tenant.state.data.accounts[claims?.sub ?? '']
  if (!claims || !account) return c.text('Unauthorized', 401)
  const known = { sub: account.id, ...profileClaims(account) }
  const names = words(`${claims.scope}`).flatMap((scope) =>
    Object.values(tenant.vendor.claims[scope] ?? []),
  )
  return c.json(Object.fromEntries(Object.entries(known).filter(([name]) => names.includes(name))))
}

function refuseClient(tenant: RunningTenant, c: Context, clientId: string): Promise<Response> {
  return refuseSignOut(tenant, c, `There is no application with the client ID “${clientId}”.`)
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
