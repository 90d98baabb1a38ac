import { type Context, Hono } from 'hono'
import { createLocalJWKSet, errors, jwtVerify } from 'jose'
import type { EmulatorEnv } from '../../emulator/app.ts'
import { bearerToken, verifyAccessToken } from '../../emulator/oidc/access-token.ts'
import { askProvider } from '../../emulator/oidc/ask-provider.ts'
import { refuseSignOut, signOut } from '../../emulator/oidc/logout.ts'
import { onlyWith } from '../../emulator/oidc/only-with.ts'
import type { RunningTenant } from '../../emulator/oidc/tenant.ts'
import { publicJwks } from '../../emulator/signing-keys.ts'
import { profileClaims } from './user.ts'

const oidcLogoutParameters = [
  'client_id',
  'id_token_hint',
  'logout_hint',
  'post_logout_redirect_uri',
  'state',
]
const logoutRules = { listName: 'Allowed Logout URLs', endsTokens: false }

/** Auth0's routes beside those of the standard's core. */
export function auth0Routes(tenant: RunningTenant): Hono<EmulatorEnv> {
  const { paths } = tenant.vendor
  const app = new Hono<EmulatorEnv>()

  app.on(['GET', 'POST'], paths.userinfo, async (c) => {
    const token = bearerToken(c.req.header('authorization'))
    return token?.includes('.') ? withJwt(tenant, c, token) : withOpaqueToken(tenant, c)
  })

  app.get(paths.logout, onlyWith(tenant, oidcLogoutParameters), (c) => oidcLogout(tenant, c))

  app.get('/v2/logout', onlyWith(tenant, ['client_id', 'returnTo']), (c) => {
    const { client_id: clientId, returnTo = tenant.appUrl } = c.req.query()
    return clientId === undefined || clientId === tenant.clientId
      ? signOut(tenant, c, returnTo, logoutRules)
      : refuseSignOut(tenant, c, `There is no application with the client ID “${clientId}”.`)
  })

  return app
}

/** A token for an API is good for the profile too when it was asked for with `openid`. */
async function withJwt(tenant: RunningTenant, c: Context, token: string): Promise<Response> {
  const claims = await verifyAccessToken(tenant, token, `${tenant.issuer}userinfo`)
  const account = tenant.state.data.accounts[claims?.sub ?? '']
  if (!claims || !account) return c.text('Unauthorized', 401)
  const scopes = `${claims.scope}`.split(' ')
  const known = { sub: account.id, ...profileClaims(account) }
  const names = scopes.flatMap((scope) => Object.values(tenant.vendor.claims[scope] ?? []))
  return c.json(Object.fromEntries(Object.entries(known).filter(([name]) => names.includes(name))))
}

async function withOpaqueToken(tenant: RunningTenant, c: Context): Promise<Response> {
  const answer = await askProvider(tenant, c)
  return answer.status === 401 ? c.text('Unauthorized', 401) : answer
}

/** OpenID Connect RP-Initiated Logout; Auth0's question whether one is sure is left out. */
async function oidcLogout(tenant: RunningTenant, c: Context): Promise<Response> {
  const query = c.req.query()
  const { id_token_hint: idToken, client_id: clientId, state } = query
  if (clientId !== undefined && clientId !== tenant.clientId) {
    return refuseSignOut(tenant, c, `There is no application with the client ID “${clientId}”.`)
  }
  if (idToken !== undefined && !(await isOwnIdToken(tenant, idToken))) {
    return refuseSignOut(tenant, c, 'The id_token_hint is no ID token of this application.')
  }
  return signOut(tenant, c, query.post_logout_redirect_uri ?? tenant.appUrl, logoutRules, state)
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
