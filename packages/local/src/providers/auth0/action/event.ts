import type { KoaContextWithOIDC } from 'oidc-provider'
import type { Account } from '../../../emulator/accounts.ts'
import { words } from '../../../emulator/words.ts'
import type { Profile } from '../state.ts'
import { auth0User, connectionOf, google } from '../user.ts'

/** What an Action's event is made from. */
export interface EventSource {
  readonly ctx: KoaContextWithOIDC
  readonly account: Account
  readonly profile: Profile
  readonly appName: string
}

/** The `event` of the trigger `post-login`, as far as a sign-in by password or Google fills it. */
export function createEvent({ ctx, account, profile, appName }: EventSource) {
  const { oidc, request } = ctx
  const { params = {}, client, entities } = oidc
  const isRefresh = params.grant_type === 'refresh_token'
  const { audience } = params
  const source = entities.RefreshToken
  const signedInAt = new Date((oidc.session?.loginTs ?? source?.authTime ?? 0) * 1000)
  return {
    user: {
      ...auth0User(account),
      app_metadata: structuredClone(profile.appMetadata),
      user_metadata: structuredClone(profile.userMetadata),
    },
    client: { client_id: client?.clientId, name: appName, metadata: {} },
    connection: {
      id: 'con_0000000000000000',
      name: connectionOf(account),
      strategy: account.isFederated ? google : 'auth0',
      metadata: {},
    },
    authentication: {
      methods: [
        { name: account.isFederated ? 'federated' : 'pwd', timestamp: signedInAt.toISOString() },
      ],
    },
    authorization: { roles: [] },
    request: {
      ip: request.ip,
      method: request.method,
      hostname: request.hostname,
      user_agent: request.get('user-agent'),
      language: request.get('accept-language'),
      query: { ...request.query },
      body: {},
      geoip: {},
    },
    transaction: {
      protocol: isRefresh ? 'oauth2-refresh-token' : 'oidc-basic-profile',
      acr_values: [],
      locale: 'en',
      ui_locales: [],
      prompt: wordsOf(params.prompt),
      requested_scopes: wordsOf(params.scope ?? source?.scope),
      ...(!isRefresh && {
        redirect_uri: params.redirect_uri,
        response_type: params.response_type,
        state: params.state,
      }),
    },
    ...(audience !== undefined && { resource_server: { identifier: audience } }),
    session: { id: oidc.session?.uid ?? source?.sessionUid },
    stats: { logins_count: profile.loginsCount },
    tenant: { id: 'local' },
    secrets: {},
  }
}

const wordsOf = (value: unknown) => (typeof value === 'string' ? words(value) : [])
