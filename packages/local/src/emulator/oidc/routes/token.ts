import { type Context, Hono } from 'hono'
import type { EmulatorEnv } from '../../env.ts'
import type { TokenAlteration } from '../../faults.ts'
import { readFields } from '../../fields.ts'
import { notEmulated } from '../../problems.ts'
import { alterToken } from '../../signing-keys.ts'
import { askProvider } from '../ask-provider.ts'
import { detailHeader } from '../provider.ts'
import type { RunningTenant, Tenant } from '../tenant.ts'

const grants: ReadonlySet<string> = new Set(['authorization_code', 'refresh_token'])
const revocationParameters: ReadonlySet<string> = new Set([
  'client_id',
  'client_secret',
  'token',
  'token_type_hint',
])

/** Where the app's server exchanges codes and refresh tokens, and takes tokens back. */
export function tokenRoutes(tenant: RunningTenant): Hono<EmulatorEnv> {
  const { vendor } = tenant
  const app = new Hono<EmulatorEnv>()

  app.post(vendor.paths.token, async (c) => {
    const answer = await ask(tenant, c, vendor.tokenParameters)
    const alteration = c.get('alterToken')
    if (!answer.ok || !alteration) return answer
    return c.json(await alterTokens(tenant, JSON.parse(await answer.text()), alteration))
  })

  app.post(vendor.paths.revocation, (c) => ask(tenant, c, revocationParameters))

  return app
}

/** oidc-provider's answer to the form, a refusal of it in the vendor's words, or a 501. */
async function ask(
  tenant: RunningTenant,
  c: Context<EmulatorEnv>,
  imitated: ReadonlySet<string>,
): Promise<Response> {
  const fields = (await readFields(c.req)) ?? {}
  const { grant_type: grantType } = fields
  const foreign = Object.keys(fields).filter((name) => !imitated.has(name))
  if (foreign.length > 0) {
    return notEmulated(c, tenant.unknown, `${c.req.path} with ${foreign.join(', ')}`)
  }
  if (grantType && !grants.has(grantType)) {
    return notEmulated(c, tenant.unknown, `the grant ${grantType}`)
  }
  c.header('Cache-Control', 'no-store')
  const answer = await askProvider(tenant, c, { body: new URLSearchParams(fields) })
  return answer.ok ? answer : refuse(tenant, c, grantType, answer)
}

async function refuse(
  { vendor }: RunningTenant,
  c: Context,
  grantType: string | undefined,
  answer: Response,
): Promise<Response> {
  const body: Record<string, unknown> = JSON.parse(await answer.text())
  const { status, error, description } = vendor.tokenError({
    grantType,
    error: `${body.error}`,
    description: `${body.error_description}`,
    detail: decodeURIComponent(answer.headers.get(detailHeader) ?? ''),
  })
  return c.json({ error, error_description: description }, status)
}

/** The answer of the token endpoint with one of its tokens altered; see `TokenAlteration`. */
async function alterTokens(
  { state }: Tenant,
  body: Readonly<Record<string, unknown>>,
  alteration: TokenAlteration,
): Promise<Record<string, unknown>> {
  const { token: name } = alteration
  const token = body[name]
  if (typeof token !== 'string') throw new Error(`there is no ${name} to alter`)
  return { ...body, [name]: await alterToken(state.data.keys, token, alteration) }
}
