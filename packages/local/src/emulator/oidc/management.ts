import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { HTTPException } from 'hono/http-exception'
import { numericDate } from '../clock.ts'
import type { Fields } from '../fields.ts'
import { NotEmulated } from '../problems.ts'
import { signingKey, signJwt } from '../signing-keys.ts'
import { words } from '../words.ts'
import { bearerToken, verifyAccessToken } from './access-token.ts'
import type { Claims, Tenant, TokenError } from './tenant.ts'

/** What a vendor's Management API asks of those who call it. */
export interface ManagementRules {
  /** What a token for it is for. */
  audienceOf(asked: string | undefined): readonly string[] | TokenError
  isAudience(audience: string): boolean
  /** What such a token says beside what all tokens say. */
  claims(clientId: string): Claims
  /** How a request is refused: with no token, a bad one, one for something else, or one that does not
   * let its holder do that. */
  refuse(why: 'missing' | 'bad' | 'audience' | 'scope', detail: string): HTTPException
}

const parameters: ReadonlySet<string> = new Set(
  words('grant_type client_id client_secret audience scope'),
)

/** Answers the grant of a machine, by which a server gets a token of its own (RFC 6749, section 4.4):
 * that of the app, or that of the machine application, which the tenant has beside it. */
export async function machineToken(tenant: Tenant, c: Context, fields: Fields): Promise<Response> {
  const { vendor, issuer, now } = tenant
  const { client_id: clientId = '', client_secret: secret, audience, scope } = fields
  const foreign = Object.keys(fields).filter((name) => !parameters.has(name))
  if (foreign.length > 0) throw new NotEmulated(`${c.req.path} with ${foreign.join(', ')}`)
  c.header('Cache-Control', 'no-store')
  const refuse = ({ status, error, description }: TokenError) =>
    c.json({ error, error_description: description }, status)

  const clients = [
    [tenant.clientId, tenant.clientSecret],
    [tenant.managementClientId, tenant.managementClientSecret],
  ]
  if (!clients.some(([id, own]) => id === clientId && own === secret)) {
    const [error, description] = ['invalid_client', 'client authentication failed']
    const detail = ''
    const [grantType, redirectUri] = ['client_credentials', undefined]
    return refuse(vendor.tokenError({ grantType, error, description, detail, redirectUri }))
  }
  const aud = vendor.management.audienceOf(audience)
  if ('error' in aud) return refuse(aud)
  const { managementScopes, accessTokenSeconds: expires_in } = tenant.state.data.settings
  const asked = scope === undefined ? managementScopes : words(scope)
  const given = managementScopes.filter((each) => asked.includes(each)).join(' ')
  const iat = numericDate(now())
  const access_token = await signJwt(signingKey(tenant), {
    ...vendor.management.claims(clientId),
    iss: issuer,
    aud: [...aud],
    azp: clientId,
    iat,
    exp: iat + expires_in,
    scope: given,
  })
  return c.json({ access_token, scope: given, expires_in, token_type: 'Bearer' })
}

/** Lets in who shows a token for the Management API with one of these scopes. */
export function requireScope(tenant: Tenant, ...scopes: readonly string[]) {
  return createMiddleware(async (c, next) => {
    const { management } = tenant.vendor
    const token = bearerToken(c.req.header('authorization'))
    if (token === undefined) throw management.refuse('missing', '')
    const claims = await verifyAccessToken(tenant, token)
    if (!claims) throw management.refuse('bad', '')
    const audiences = [claims.aud ?? []].flat()
    if (!audiences.some(management.isAudience)) {
      throw management.refuse('audience', audiences.join(', '))
    }
    const held = words(`${claims.scope ?? ''}`)
    if (!scopes.some((scope) => held.includes(scope))) {
      throw management.refuse('scope', scopes.join(','))
    }
    return next()
  })
}
