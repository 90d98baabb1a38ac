import type { KoaContextWithOIDC, Provider as OidcProvider } from 'oidc-provider'
import { numericDate } from '../clock.ts'
import { NotEmulated } from '../problems.ts'
import { clientConfiguration, loginPolicy, tokenConfiguration } from './configuration.ts'
import { Provider } from './library.ts'
import { createAdapter } from './records.ts'
import { cookieNames, type Tenant } from './tenant.ts'

/** Response headers in which what oidc-provider tells only its operator travels to our own
 * routes: why a grant was refused, an error of the emulator itself, and what is not imitated. */
export const detailHeader = 'x-oidc-provider-detail'
export const errorHeader = 'x-oidc-provider-error'
export const notEmulatedHeader = 'x-oidc-provider-not-emulated'

const grantSeconds = 90 * 86_400
const interactionSeconds = 3600

/** oidc-provider, set up as the tenant's vendor is. */
export function createProvider(tenant: Tenant): OidcProvider {
  const { vendor, state } = tenant
  const { settings } = state.data
  const provider = new Provider(tenant.issuer, {
    ...clientConfiguration(tenant),
    ...tokenConfiguration(tenant),
    adapter: (model: string) => createAdapter(tenant, model),
    jwks: {
      keys: state.data.keys.map(({ kid, privateJwk }) => ({
        ...privateJwk,
        kid,
        alg: 'RS256',
        use: 'sig',
      })),
    },
    cookies: { names: cookieNames(vendor) },
    routes: {
      authorization: vendor.paths.authorize,
      token: vendor.paths.token,
      userinfo: vendor.paths.userinfo,
      jwks: vendor.paths.jwks,
      revocation: vendor.paths.revocation,
      end_session: vendor.paths.logout,
    },
    discovery: { end_session_endpoint: tenant.url + vendor.paths.logout },
    interactions: {
      policy: loginPolicy(tenant),
      url: (_, { uid }) => `${vendor.paths.signIn}/${uid}`,
    },
    // Read when it is needed: a test may change it at any time.
    ttl: {
      AccessToken: () => settings.accessTokenSeconds || 1,
      AuthorizationCode: () => settings.codeSeconds || 1,
      IdToken: () => settings.idTokenSeconds || 1,
      RefreshToken: () => settings.refreshTokenSeconds || 1,
      Session: vendor.sessionSeconds,
      Grant: grantSeconds,
      Interaction: interactionSeconds,
    },
    // Our routes make a page of it, or the vendor's own JSON.
    renderError(ctx, out) {
      ctx.body = out
    },
  })
  extendIdTokens(provider, tenant)
  provider.on('grant.error', ({ response }: KoaContextWithOIDC, { error_detail: detail = '' }) => {
    response.set(detailHeader, encodeURIComponent(detail))
  })
  provider.on('server_error', ({ response }: KoaContextWithOIDC, error) => {
    if (error instanceof NotEmulated)
      response.set(notEmulatedHeader, encodeURIComponent(error.what))
    else response.set(errorHeader, encodeURIComponent(error.stack ?? error.message))
  })
  return provider
}

/** The part of oidc-provider's ID token that has no public hook: see `extendIdTokens`. */
interface IdToken {
  readonly ctx: KoaContextWithOIDC
  set(name: string, value: unknown): void
  issue(options: { use: string; expiresAt?: number }): Promise<string>
}

/**
 * Lets ID tokens carry the vendor's claims, and live for as long as the settings say.
 *
 * oidc-provider has no hook for it, so its `issue` is wrapped. The version is pinned, and a test
 * tells when an update moves what is wrapped.
 */
function extendIdTokens(provider: OidcProvider, { vendor, state, now }: Tenant): void {
  const prototype: IdToken = idTokenPrototype(provider)
  const { issue } = prototype
  prototype.issue = function (options) {
    if (options.use !== 'idtoken') return issue.call(this, options)
    for (const [name, value] of Object.entries(vendor.idTokenClaims(this.ctx))) {
      this.set(name, value)
    }
    // 0 would count as none: a token without any life ended a second before it began.
    const lifetime = state.data.settings.idTokenSeconds || -1
    return issue.call(this, { ...options, expiresAt: numericDate(now()) + lifetime })
  }
}

/** Throws when oidc-provider has no ID token of the shape that is wrapped. */
function idTokenPrototype(provider: OidcProvider): IdToken {
  const { IdToken }: { IdToken?: unknown } = provider
  if (typeof IdToken !== 'function' || typeof IdToken.prototype?.issue !== 'function') {
    throw new Error('oidc-provider has no IdToken.prototype.issue any more')
  }
  return IdToken.prototype
}
