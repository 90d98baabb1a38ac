import type { Configuration, KoaContextWithOIDC, Provider as OidcProvider } from 'oidc-provider'
import { NotEmulated } from '../not-emulated.ts'
import { createAdapter } from './adapter.ts'
import { extendIdTokens } from './id-token.ts'
import { interactionPolicy, Provider } from './library.ts'
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

function clientConfiguration({ vendor, ...tenant }: Tenant): Configuration {
  return {
    clients: [
      {
        client_id: tenant.clientId,
        client_secret: tenant.clientSecret,
        redirect_uris: tenant.redirectUris,
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    responseTypes: ['code'],
    clientAuthMethods: ['client_secret_post'],
    scopes: vendor.scopes,
    claims: vendor.claims,
    // Both vendors put the claims of the scopes into the ID token.
    conformIdTokenClaims: false,
    extraParams: [...vendor.authorizeParameters],
    allowOmittingSingleRegisteredRedirectUri: false,
    clockTolerance: 0,
    pkce: { required: () => vendor.requiresPkce },
    async findAccount(_, id) {
      const account = tenant.state.data.accounts[id]
      return (
        account && {
          accountId: id,
          claims: async () => ({ sub: id, ...vendor.userClaims(account) }),
        }
      )
    },
  }
}

function tokenConfiguration({ vendor, state }: Tenant): Configuration {
  return {
    issueRefreshToken: async (_, client, { scopes }) =>
      client.grantTypeAllowed('refresh_token') && scopes.has(vendor.refreshScope),
    // The last that it asks for before it exchanges a refresh token.
    async rotateRefreshToken(ctx) {
      await vendor.beforeTokens?.(ctx)
      return vendor.rotatesRefreshTokens
    },
    // Which tokens a sign-out ends is the vendor's affair: see `logout.ts`.
    expiresWithSession: async () => false,
    // The app is the tenant's own, which is never asked about.
    async loadExistingGrant({ oidc }) {
      const grant = new oidc.provider.Grant({
        clientId: oidc.client?.clientId,
        accountId: oidc.session?.accountId,
      })
      const scope = vendor.scopes.join(' ')
      grant.addOIDCScope(scope)
      for (const resource of Object.keys(oidc.resourceServers ?? {})) {
        grant.addResourceScope(resource, scope)
      }
      await grant.save()
      return grant
    },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      revocation: {
        enabled: true,
        allowedPolicy: async (_, client, token) => token.clientId === client.clientId,
      },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => vendor.defaultAudience ?? [],
        useGrantedResource: () => true,
        getResourceServerInfo: (_, resource) => ({
          scope: vendor.scopes.join(' '),
          audience: resource,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
    },
    formats: {
      customizers: {
        jwt(ctx, token, jwt) {
          if (token.kind !== 'AccessToken') throw new Error(`no ${token.kind} is given out`)
          const { iat, ...claims } = jwt.payload
          const exp = Number(iat) + state.data.settings.accessTokenSeconds
          jwt.header = { typ: 'JWT' }
          jwt.payload = vendor.accessTokenClaims({ ...claims, iat, exp }, token, ctx)
        },
      },
    },
  }
}

/** Nobody is asked for consent, and the vendor has the last word before a code is given. */
function loginPolicy({ vendor }: Tenant) {
  const { base, Check, Prompt } = interactionPolicy
  const policy = base()
  policy.get('consent')?.checks.clear()
  const check = new Check('before_tokens', 'what runs before every code', async (ctx) => {
    await vendor.beforeTokens?.(ctx)
    return Check.NO_NEED_TO_PROMPT
  })
  policy.add(new Prompt({ name: 'before_tokens', requestable: false }, check))
  return policy
}
