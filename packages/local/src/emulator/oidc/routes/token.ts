import { type Context, Hono } from 'hono'
import type { EmulatorEnv } from '../../app.ts'
import { readFields } from '../../fields.ts'
import { notEmulated } from '../../not-emulated.ts'
import { alterTokens } from '../alter-tokens.ts'
import { askProvider } from '../ask-provider.ts'
import { detailHeader } from '../provider.ts'
import type { RunningTenant } from '../tenant.ts'

const grants: ReadonlySet<string | undefined> = new Set(['authorization_code', 'refresh_token'])

/** Where the app's server exchanges codes and refresh tokens. */
export function tokenRoutes(tenant: RunningTenant): Hono<EmulatorEnv> {
  const { vendor, unknown } = tenant
  const path = vendor.paths.token
  const app = new Hono<EmulatorEnv>()

  app.post(path, async (c) => {
    const fields = (await readFields(c.req)) ?? {}
    const foreign = Object.keys(fields).filter((name) => !vendor.tokenParameters.has(name))
    if (foreign.length > 0) return notEmulated(c, unknown, `${path} with ${foreign.join(', ')}`)
    const { grant_type: grantType } = fields
    if (grantType && !grants.has(grantType))
      return notEmulated(c, unknown, `the grant ${grantType}`)

    const answer = await askProvider(tenant, c, { body: new URLSearchParams(fields) })
    const body: Record<string, unknown> = JSON.parse(await answer.text())
    c.header('Cache-Control', 'no-store')
    if (!answer.ok) return refuse(tenant, c, grantType, body, answer)
    const alteration = c.get('alterToken')
    return c.json(alteration ? await alterTokens(tenant, body, alteration) : body)
  })

  return app
}

function refuse(
  { vendor }: RunningTenant,
  c: Context,
  grantType: string | undefined,
  body: Record<string, unknown>,
  answer: Response,
): Response {
  const { status, error, description } = vendor.tokenError({
    grantType,
    error: `${body.error}`,
    description: `${body.error_description}`,
    detail: decodeURIComponent(answer.headers.get(detailHeader) ?? ''),
  })
  return c.json({ error, error_description: description }, status)
}
