import { type Context, Hono } from 'hono'
import type { EmulatorEnv } from '../../env.ts'
import { publicJwks } from '../../signing-keys.ts'
import { askProvider } from '../ask-provider.ts'
import type { RunningTenant } from '../tenant.ts'

/** What everybody may read: the discovery document and the public keys. */
export function metadataRoutes(tenant: RunningTenant): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>()

  app.get('/.well-known/openid-configuration', async (c) => {
    const answer = await askProvider(tenant, c)
    const document = JSON.parse(await answer.text())
    // Neither vendor names itself on the way back to the app: see `authorize.ts`.
    delete document.authorization_response_iss_parameter_supported
    return c.json(document)
  })

  app.get(tenant.vendor.paths.jwks, (c: Context) => c.json(publicJwks(tenant.state.data.keys)))

  return app
}
