import type { Configuration } from 'oidc-provider'
import { interactionPolicy } from './library.ts'
import type { Tenant } from './tenant.ts'

/** Which application there is, what it may ask for, and who its users are. */
export function clientConfiguration({ vendor, ...tenant }: Tenant): Configuration {
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

/** Which tokens are given, and what is in them. */
export function tokenConfiguration({ vendor, state }: Tenant): Configuration {
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
      pushedAuthorizationRequests: { enabled: false },
      dPoP: { enabled: false },
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

/** Consent is not asked for, and the vendor has the last word before a code is given. */
export function loginPolicy({ vendor }: Tenant) {
  const { base, Check, Prompt } = interactionPolicy
  const policy = base()
  policy.get('consent')?.checks.clear()
  for (const name of vendor.morePrompts) policy.add(new Prompt({ name, requestable: true }))
  const check = new Check('before_tokens', 'what runs before every code', async (ctx) => {
    await vendor.beforeTokens?.(ctx)
    return Check.NO_NEED_TO_PROMPT
  })
  policy.add(new Prompt({ name: 'before_tokens', requestable: false }, check))
  return policy
}
