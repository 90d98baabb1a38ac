import type { KoaContextWithOIDC, Provider as OidcProvider } from 'oidc-provider'
import { NotEmulated } from '../not-emulated.ts'
import { createAdapter } from './adapter.ts'
import { clientConfiguration, loginPolicy, tokenConfiguration } from './configuration.ts'
import { extendIdTokens } from './id-token.ts'
import { Provider } from './library.ts'
import type { Tenant } from './tenant.ts'

/** Response headers in which what oidc-provider tells nobody but its operator travels to our own
 * routes: why a grant was refused, an error of the emulator itself, and what is not imitated. */
export const detailHeader = 'x-oidc-provider-detail'
export const errorHeader = 'x-oidc-provider-error'
export const notEmulatedHeader = 'x-oidc-provider-not-emulated'

const grantSeconds = 90 * 86_400
const interactionSeconds = 3600

/** The names of a vendor's cookies. */
export function cookieNames({ vendor }: Pick<Tenant, 'vendor'>) {
  return {
    session: `${vendor.name}_session`,
    interaction: `${vendor.name}_interaction`,
    resume: `${vendor.name}_resume`,
  } as const
}

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
    cookies: { names: cookieNames(tenant) },
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
