import { createHash, randomUUID } from 'node:crypto'
import { numericDate } from '../../emulator/clock.ts'
import type { ManagementRules } from '../../emulator/oidc/management.ts'
import type { Vendor } from '../../emulator/oidc/tenant.ts'
import { words } from '../../emulator/words.ts'
import { errorBody, kindeError } from './errors.ts'
import type { KindeSettings } from './settings.ts'
import { kindeProfile } from './user.ts'

/** Kinde's access tokens are always JWTs, for which oidc-provider wants an audience. */
const noAudience = 'urn:kinde:no-audience'

/** Kinde, as far as its SDK for Next.js goes; all its users belong to one organization. */
export function kindeVendor(
  settings: KindeSettings,
  { clientId, orgCode, issuer }: Readonly<Record<'clientId' | 'orgCode' | 'issuer', string>>,
): Vendor {
  const organization = { id: orgCode, name: 'Default Organization' }
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
      resetPassword: '/auth/reset-password',
    },
    otherPages: [],
    scopes: ['openid', 'profile', 'email', 'offline'],
    claims: {
      openid: ['sub', 'org_codes', 'organizations'],
      profile: ['name', 'given_name', 'family_name', 'picture', 'updated_at'],
      email: ['email', 'email_verified'],
    },
    // supports_reauth says that the app handles an expired link, which this emulator never sends,
    // and post_login_redirect_url where such a link would end.
    authorizeParameters:
      words(`client_id redirect_uri response_type scope state nonce audience start_page prompt
        login_hint code_challenge code_challenge_method supports_reauth post_login_redirect_url`),
    logoutParameters: ['redirect'],
    morePrompts: [],
    tokenParameters: new Set(
      words('grant_type client_id client_secret code code_verifier redirect_uri refresh_token'),
    ),
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
    // It is asked for by the id that a business's connection has.
    asksForGoogle: () => false,

    userClaims(account) {
      const { id: _, provided_id: __, ...profile } = kindeProfile(account)
      return {
        ...profile,
        email_verified: account.emailVerified,
        org_codes: [orgCode],
        organizations: [organization],
      }
    },
    idTokenClaims: ({ oidc: { entities } }) => ({
      auth_time: (entities.AuthorizationCode ?? entities.RefreshToken)?.authTime,
      azp: clientId,
      jti: randomUUID(),
      rat: numericDate(Date.now()),
    }),
    // OpenID Connect Core, section 3.1.3.6.
    finishIdToken: (accessToken) => ({
      at_hash: createHash('sha256')
        .update(accessToken)
        .digest()
        .subarray(0, 16)
        .toString('base64url'),
      aud: [clientId],
    }),
    accessTokenClaims: ({ aud, exp, iat, iss, jti, scope, sub }) => ({
      aud: aud === noAudience ? [] : [aud].flat(),
      azp: clientId,
      exp,
      iat,
      iss,
      jti,
      org_code: orgCode,
      org_name: organization.name,
      permissions: settings.permissions,
      roles: [],
      feature_flags: {},
      scp: words(`${scope ?? ''}`),
      sub,
    }),
    tokenError: ({ error, description }) => ({
      status: error === 'invalid_client' ? 401 : 400,
      error,
      description,
    }),
    management: managementRules(`${issuer}/api`),
    errorBody,
  }
}

/** Tokens for the Management API. Refusals are in our words where Kinde does not document them. */
function managementRules(audience: string): ManagementRules {
  return {
    audienceOf(asked) {
      if (asked === undefined) return []
      if (asked === audience) return [audience]
      const description = `Requested audience '${asked}' has not been whitelisted by the OAuth 2.0 Client.`
      return { status: 400, error: 'invalid_request', description }
    },
    isAudience: (one) => one === audience,
    claims: () => ({ gty: ['client_credentials'], jti: randomUUID(), v: '2' }),
    refuse: (why, detail) =>
      why === 'scope'
        ? kindeError(403, 'INSUFFICIENT_SCOPE', `The token has none of the scopes ${detail}`)
        : kindeError(401, 'TOKEN_INVALID', 'Invalid token'),
  }
}
