import { randomUUID } from 'node:crypto'
import { numericDate } from '../../emulator/clock.ts'
import type { Vendor } from '../../emulator/oidc/tenant.ts'
import type { KindeSettings } from './settings.ts'
import { fullName, updatedAt } from './user.ts'

/** Kinde's access tokens are always JWTs, for which oidc-provider wants an audience. */
const noAudience = 'urn:kinde:no-audience'

/** The organization that everybody belongs to. */
export interface Organization {
  readonly code: string
  readonly name: string
}

/** Kinde, as far as its SDK for Next.js goes. */
export function kindeVendor(
  settings: KindeSettings,
  clientId: string,
  organization: Organization,
): Vendor {
  return {
    name: 'kinde',
    paths: {
      authorize: '/oauth2/auth',
      token: '/oauth2/token',
      jwks: '/.well-known/jwks.json',
      userinfo: '/oauth2/v2/user_profile',
      revocation: '/oauth2/revoke',
      logout: '/logout',
      signIn: '/auth/sign-in',
    },
    otherPages: [],
    scopes: ['openid', 'profile', 'email', 'offline'],
    claims: {
      openid: ['sub', 'org_codes', 'organizations'],
      profile: ['name', 'given_name', 'family_name', 'picture', 'updated_at'],
      email: ['email', 'email_verified'],
    },
    authorizeParameters: new Set([
      'client_id',
      'redirect_uri',
      'response_type',
      'scope',
      'state',
      'nonce',
      'audience',
      'start_page',
      'prompt',
      'login_hint',
      'code_challenge',
      'code_challenge_method',
      // Says that the app knows what to do with an expired link, which there is none of here, and
      // where such a link would lead to in the end.
      'supports_reauth',
      'post_login_redirect_url',
    ]),
    tokenParameters: new Set([
      'grant_type',
      'client_id',
      'client_secret',
      'code',
      'code_verifier',
      'redirect_uri',
      'refresh_token',
    ]),
    requiresPkce: false,
    refreshScope: 'offline',
    rotatesRefreshTokens: true,
    refreshGraceSeconds: () => settings.refreshGraceSeconds,
    defaultAudience: noAudience,
    sessionSeconds: 86_400,

    adaptAuthorize(query) {
      const audience = query.get('audience')
      if (audience) query.set('resource', audience)
      if (query.get('prompt') !== 'create') return
      query.delete('prompt')
      query.set('start_page', 'registration')
    },
    adaptReturn(query, asked) {
      const scope = asked.get('scope')
      if (query.has('code') && scope) query.set('scope', scope)
    },
    screenOf: ({ start_page: page }) => (page === 'registration' ? 'sign-up' : 'sign-in'),

    userClaims: (account) => ({
      name: fullName(account),
      given_name: account.firstName,
      family_name: account.lastName,
      picture: null,
      updated_at: updatedAt(account),
      email: account.email,
      email_verified: account.emailVerified,
      org_codes: [organization.code],
      organizations: [{ id: organization.code, name: organization.name }],
    }),
    idTokenClaims: () => ({
      azp: clientId,
      jti: randomUUID(),
      rat: numericDate(Date.now()),
    }),
    accessTokenClaims: ({ aud, exp, iat, iss, jti, scope, sub }) => ({
      aud: aud === noAudience ? [] : [aud].flat(),
      azp: clientId,
      exp,
      iat,
      iss,
      jti,
      org_code: organization.code,
      org_name: organization.name,
      permissions: [],
      roles: [],
      feature_flags: {},
      scp: `${scope ?? ''}`.split(' ').filter(Boolean),
      sub,
    }),
    tokenError: ({ error, description }) => ({
      status: error === 'invalid_client' ? 401 : 400,
      error,
      description,
    }),
  }
}
