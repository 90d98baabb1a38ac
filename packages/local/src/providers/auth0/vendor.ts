import type { TokenError, TokenRefusal, Vendor } from '../../emulator/oidc/tenant.ts'
import { NotEmulated } from '../../emulator/problems.ts'
import { words } from '../../emulator/words.ts'
import { type Action, actionClaims, runPostLogin } from './action/run.ts'
import { errorBody } from './errors.ts'
import { managementRules } from './management.ts'
import { database, google, profileClaims } from './user.ts'

/** Where the link leads that Auth0 mails at a sign-up. */
export const verifyPath = '/u/email-verification'

/** Auth0, as far as its SDK for Next.js goes. */
export function auth0Vendor(
  action: Action,
  {
    clientId,
    issuer,
    redirectUri,
  }: Readonly<Record<'clientId' | 'issuer' | 'redirectUri', string>>,
): Vendor {
  return {
    name: 'auth0',
    paths: {
      authorize: '/authorize',
      token: '/oauth/token',
      jwks: '/.well-known/jwks.json',
      userinfo: '/userinfo',
      revocation: '/oauth/revoke',
      logout: '/oidc/logout',
      signIn: '/u/login',
      resetPassword: '/u/reset-password',
    },
    otherPages: [],
    scopes: ['openid', 'profile', 'email', 'offline_access'],
    claims: {
      openid: ['sub'],
      profile: ['nickname', 'name', 'given_name', 'family_name', 'picture', 'updated_at'],
      email: ['email', 'email_verified'],
    },
    authorizeParameters:
      words(`client_id redirect_uri response_type scope state nonce audience connection screen_hint
        login_hint prompt max_age code_challenge code_challenge_method`),
    logoutParameters: words('client_id id_token_hint logout_hint post_logout_redirect_uri state'),
    morePrompts: ['select_account'],
    tokenParameters: new Set(
      words(`grant_type client_id client_secret code code_verifier redirect_uri refresh_token
        scope`),
    ),
    // Auth0 leaves it to the app; its SDKs always send it, so its loss should be noticed.
    requiresPkce: true,
    refreshScope: 'offline_access',
    rotatesRefreshTokens: true,
    refreshGraceSeconds: () => 0,
    sessionSeconds: 7 * 86_400,

    adaptAuthorize(query) {
      const connection = query.get('connection') ?? database
      if (![database, google].includes(connection)) {
        throw new NotEmulated(`/authorize with the connection ${connection}`)
      }
      const audience = query.get('audience')
      if (audience) query.set('resource', audience)
      // The standard wants consent before a refresh token; Auth0 does not ask about its own apps.
      const asksToRefresh = query.get('scope')?.split(' ').includes('offline_access')
      const prompt = query.get('prompt')
      if (asksToRefresh && prompt !== 'none') {
        query.set('prompt', [prompt, 'consent'].filter(Boolean).join(' '))
      }
    },
    adaptReturn(query) {
      if (query.get('error') === 'login_required') query.set('error_description', 'Login required')
    },
    screenOf: ({ screen_hint: hint }) => (hint === 'signup' ? 'sign-up' : 'sign-in'),
    asksForGoogle: ({ connection }) => connection === google,
    federatedId: ({ subject }) => `${google}|${subject}`,
    verifyPath,

    userClaims: profileClaims,
    idTokenClaims: (ctx) => ({
      ...actionClaims(action.state, ctx).idToken,
      sid: (ctx.oidc.entities.AuthorizationCode ?? ctx.oidc.entities.RefreshToken)?.sessionUid,
    }),
    accessTokenClaims: ({ client_id: _, jti: __, aud, scope, ...claims }, ___, ctx) => ({
      ...actionClaims(action.state, ctx).accessToken,
      ...claims,
      aud: `${scope}`.split(' ').includes('openid') ? [aud, `${issuer}userinfo`] : aud,
      scope,
      azp: clientId,
    }),
    tokenError: (refusal) => tokenError(refusal, redirectUri),
    management: managementRules(issuer),
    errorBody,
    beforeTokens: (ctx) => runPostLogin(action, ctx),
  }
}

function tokenError(refusal: TokenRefusal, expected: string): TokenError {
  const { grantType, error, description, detail, redirectUri: sent } = refusal
  if (detail.includes('redirect_uri mismatch')) {
    const sentence = `The redirect URI is wrong. You sent ${sent}, and we expected ${expected}`
    return { status: 403, error: 'unauthorized_client', description: sentence }
  }
  switch (error) {
    case 'invalid_client':
      return { status: 401, error: 'access_denied', description: 'Unauthorized' }
    case 'access_denied':
    case 'unauthorized':
      return { status: 403, error, description }
    case 'invalid_grant':
      return { status: 403, error, description: grantRefusal(grantType, detail) }
    default:
      return { status: 400, error, description }
  }
}

function grantRefusal(grantType: string | undefined, detail: string): string {
  if (grantType === 'refresh_token') return 'Unknown or invalid refresh token.'
  return detail.includes('code_verifier')
    ? 'Failed to verify code verifier'
    : 'Invalid authorization code'
}
