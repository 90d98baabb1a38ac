import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { auth0 } from '../../../src/providers/auth0/index.ts'
import { openAuth0State } from '../../../src/providers/auth0/state.ts'
import { email, type TestEmulator } from '../oidc/emulator.ts'
import { appUrl, oidcBadExchanges, oidcBadRequests, type Target, testsOf } from '../oidc/fixture.ts'

const invalidGrant = (error_description: string) => ({
  status: 403,
  json: { error: 'invalid_grant', error_description },
})
const badCode = invalidGrant('Invalid authorization code')
const badRefreshToken = invalidGrant('Unknown or invalid refresh token.')

/** `iss` of its tokens. */
export const issuerOf = ({ env }: TestEmulator) => `${env.AUTH0_DOMAIN}/`
export const userId = /^auth0\|[0-9a-f]{24}$/

/** Auth0's emulator. */
export const auth0Target: Target = {
  provider: auth0,
  client: { id: 'AUTH0_CLIENT_ID', secret: 'AUTH0_CLIENT_SECRET' },
  redirectUri: `${appUrl}/auth/callback`,
  paths: {
    authorize: '/authorize',
    token: '/oauth/token',
    jwks: () => '/.well-known/jwks.json',
  },
  request: { scope: 'openid profile email offline_access', nonce: 'a nonce' },
  exchange: { redirect_uri: `${appUrl}/auth/callback` },
  signUpHint: { screen_hint: 'signup' },
  badRequests: [
    ...oidcBadRequests,
    [{ prompt: 'none' }, { error: 'login_required', error_description: 'Login required' }],
    [{ code_challenge: undefined, code_challenge_method: undefined }, { error: 'invalid_request' }],
    [{ audience: 'my api' }, { error: 'invalid_target' }],
  ],
  badExchanges: oidcBadExchanges({
    redirectUri: (sent) => ({
      status: 403,
      json: {
        error: 'unauthorized_client',
        error_description: `The redirect URI is wrong. You sent ${sent}, and we expected ${appUrl}/auth/callback`,
      },
    }),
    verifier: invalidGrant('Failed to verify code verifier'),
    client: { status: 401, json: { error: 'access_denied', error_description: 'Unauthorized' } },
  }),
  jwt: 'id_token',
  claims: (emulator, iat) => ({
    nickname: 'ann',
    name: email,
    picture: expect.stringMatching(/^https:\/\/s\.gravatar\.com\/avatar\/[0-9a-f]{32}\?s=480/),
    updated_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    email,
    email_verified: false,
    iss: issuerOf(emulator),
    aud: emulator.clientId,
    sub: expect.stringMatching(userId),
    iat,
    exp: iat + 36_000,
    sid: expect.any(String),
    nonce: 'a nonce',
  }),
  badCode,
  badRefreshToken,
  ends: ['sessions/revoke', 'sessions/expire', 'tokens/expire'].map((hook) => [
    hook,
    badRefreshToken,
  ]),
  notEmulated: (error_description) => ({ error: 'not_emulated', error_description }),
  logouts: [
    {
      path: '/oidc/logout',
      to: 'post_logout_redirect_uri',
      list: 'one of the Allowed Logout URLs',
    },
  ],
}

/** Writes the Action that is in the app's folder; there is none at first. */
export function writeAction({ stateDir }: { readonly stateDir: string }, source: string): void {
  const folder = join(stateDir, 'app/auth0')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'post-login-action.js'), source)
}

export const it = testsOf(auth0Target, {
  openState: openAuth0State,
  start: (context: Parameters<typeof auth0.startEmulator>[0]) =>
    auth0.startEmulator({ ...context, appDir: join(context.stateDir, 'app') }),
})
