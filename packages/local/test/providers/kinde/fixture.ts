import { expect } from 'vitest'
import { openKindeState } from '../../../src/providers/kinde/emulator.ts'
import { kinde } from '../../../src/providers/kinde/index.ts'
import { email } from '../oidc/emulator.ts'
import { appUrl, oidcBadExchanges, oidcBadRequests, type Target, testsOf } from '../oidc/fixture.ts'

const refused = (status: number, error: string, error_description: string) => ({
  status,
  json: { error, error_description },
})
const invalidGrant = refused(400, 'invalid_grant', 'grant request is invalid')

export const userId = /^kp_[0-9a-f]{32}$/

/** Kinde's emulator. */
export const kindeTarget: Target = {
  provider: kinde,
  client: { id: 'KINDE_CLIENT_ID', secret: 'KINDE_CLIENT_SECRET' },
  redirectUri: `${appUrl}/api/auth/kinde_callback`,
  paths: {
    authorize: '/oauth2/auth',
    token: '/oauth2/token',
    jwks: () => '/.well-known/jwks.json',
  },
  request: { scope: 'openid profile email offline', nonce: 'a nonce' },
  exchange: { redirect_uri: `${appUrl}/api/auth/kinde_callback` },
  signUpHint: { start_page: 'registration' },
  badRequests: oidcBadRequests,
  badExchanges: oidcBadExchanges({
    redirectUri: () => invalidGrant,
    verifier: invalidGrant,
    client: refused(401, 'invalid_client', 'client authentication failed'),
  }),
  jwt: 'id_token',
  claims: ({ url, clientId, context }, iat) => ({
    at_hash: expect.stringMatching(/^[\w-]{22}$/),
    aud: [clientId],
    auth_time: expect.any(Number),
    azp: clientId,
    email,
    email_verified: true,
    exp: iat + 3600,
    family_name: null,
    given_name: null,
    iat,
    iss: url,
    jti: expect.any(String),
    name: null,
    nonce: 'a nonce',
    org_codes: [context.secrets.orgCode],
    organizations: [{ id: context.secrets.orgCode, name: 'Default Organization' }],
    picture: null,
    rat: expect.any(Number),
    sub: expect.stringMatching(userId),
    updated_at: expect.any(Number),
  }),
  badCode: invalidGrant,
  badRefreshToken: invalidGrant,
  ends: ['sessions/revoke', 'sessions/expire', 'tokens/expire'].map((hook) => [hook, invalidGrant]),
  notEmulated: (error_description) => ({ error: 'not_emulated', error_description }),
  logouts: [
    {
      path: '/logout',
      to: 'redirect',
      ended: invalidGrant,
      list: 'one of the allowed logout redirect URLs',
    },
  ],
}

export const it = testsOf(kindeTarget, { openState: openKindeState })
