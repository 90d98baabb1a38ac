import { type Context, Hono } from 'hono'
import { decodeJwt } from 'jose'
import type { EmulatorEnv } from '../../env.ts'
import type { TokenAlteration } from '../../faults.ts'
import { type Fields, readFields } from '../../fields.ts'
import { NotEmulated } from '../../problems.ts'
import { alterToken, signAnew } from '../../signing-keys.ts'
import { askProvider } from '../ask-provider.ts'
import { machineToken } from '../management.ts'
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
    const fields = (await readFields(c.req)) ?? {}
    if (fields.grant_type === 'client_credentials') return machineToken(tenant, c, fields)
    const answer = await ask(tenant, c, vendor.tokenParameters)
    if (!answer.ok) return answer
    const body = await finishIdToken(tenant, JSON.parse(await answer.text()))
    const alteration = c.get('alterToken')
    return c.json(alteration ? await alterTokens(tenant, body, alteration) : body)
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
  if (grantType && !grants.has(grantType)) throw new NotEmulated(`the grant ${grantType}`)
  if (foreign.length > 0) throw new NotEmulated(`${c.req.path} with ${foreign.join(', ')}`)
  c.header('Cache-Control', 'no-store')
  const answer = await askProvider(tenant, c, { body: new URLSearchParams(fields) })
  return answer.ok ? answer : refuse(tenant, c, fields, answer)
}

async function refuse(
  { vendor }: RunningTenant,
  c: Context,
  { grant_type: grantType, redirect_uri: redirectUri }: Fields,
  answer: Response,
): Promise<Response> {
  const body: Record<string, unknown> = JSON.parse(await answer.text())
  const { status, error, description } = vendor.tokenError({
    grantType,
    error: `${body.error}`,
    description: `${body.error_description}`,
    detail: decodeURIComponent(answer.headers.get(detailHeader) ?? ''),
    redirectUri,
  })
  return c.json({ error, error_description: description }, status)
}

/** The answer of the token endpoint with its ID token in the vendor's form; see `Vendor`. */
async function finishIdToken(
  { state, vendor }: Tenant,
  body: Readonly<Record<string, unknown>>,
): Promise<Readonly<Record<string, unknown>>> {
  const { id_token: token, access_token: accessToken } = body
  if (typeof token !== 'string' || !vendor.finishIdToken) return body
  const claims = { ...decodeJwt(token), ...vendor.finishIdToken(`${accessToken}`) }
  const id_token = await signAnew(state.data.keys, token, claims)
  return { ...body, id_token }
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
