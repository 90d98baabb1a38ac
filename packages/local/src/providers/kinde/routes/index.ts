import { Hono } from 'hono'
import type { EmulatorEnv } from '../../../emulator/app.ts'
import { bearerToken, verifyAccessToken } from '../../../emulator/oidc/access-token.ts'
import { signOut } from '../../../emulator/oidc/logout.ts'
import type { RunningTenant } from '../../../emulator/oidc/tenant.ts'
import { kindeProfile } from '../user.ts'

const logoutRules = { listName: 'allowed logout redirect URLs', endsTokens: true }

/** Kinde's routes beside those of the standard. */
export function kindeRoutes(tenant: RunningTenant): Hono<EmulatorEnv> {
  const { paths } = tenant.vendor
  const app = new Hono<EmulatorEnv>()

  app.get(paths.userinfo, async (c) => {
    const token = bearerToken(c.req.header('authorization'))
    const claims = token && (await verifyAccessToken(tenant, token))
    const account = claims ? tenant.state.data.accounts[claims.sub ?? ''] : undefined
    return account
      ? c.json(kindeProfile(account))
      : c.json({ errors: [{ code: 'TOKEN_INVALID', message: 'Invalid token' }] }, 401)
  })

  app.get(paths.logout, (c) =>
    signOut(tenant, c, c.req.query('redirect') || tenant.appUrl, logoutRules),
  )

  return app
}
