import { WorkOS } from '@workos-inc/node'
import { decodeJwt } from 'jose'
import { expect } from 'vitest'
import { workos } from '../../../src/providers/workos/index.ts'
import { openWorkosState } from '../../../src/providers/workos/state.ts'
import { email, type TestEmulator } from '../oidc/emulator.ts'
import { appUrl, type Target, testsOf } from '../oidc/fixture.ts'

/** How the token endpoint refuses. */
export const refused = (error: string, error_description: unknown) => ({
  status: 400,
  json: { error, error_description },
})
const badCode = refused(
  'invalid_grant',
  expect.stringMatching(/^The code '\w+' has expired or is invalid\.$/),
)
const badClient = refused('invalid_client', 'Invalid client ID.')
const badSecret = refused('invalid_client', 'Invalid client secret.')
const incomplete = (name: string) => refused('invalid_request', `${name} is required.`)
const signedOut = refused('invalid_grant', 'Session has already ended.')

const badType = {
  error: 'unsupported_response_type',
  error_description: 'response_type must be "code".',
}
const badProvider = {
  error: 'invalid_connection_selector',
  error_description: 'provider must be "authkit".',
}
const badChallenge = {
  error: 'invalid_request',
  error_description: 'A code_challenge has the method S256.',
}

export const ulid = '[0-9A-HJKMNP-TV-Z]{26}'

/** WorkOS's emulator. */
export const workosTarget: Target = {
  provider: workos,
  client: { id: 'WORKOS_CLIENT_ID', secret: 'WORKOS_API_KEY' },
  redirectUri: `${appUrl}/callback`,
  paths: {
    authorize: '/user_management/authorize',
    token: '/user_management/authenticate',
    jwks: (clientId) => `/sso/jwks/${clientId}`,
  },
  request: { provider: 'authkit' },
  exchange: {},
  signUpHint: { screen_hint: 'sign-up' },
  badRequests: [
    [{ response_type: 'token' }, badType],
    [{ response_type: undefined }, badType],
    [{ provider: 'googleoauth' }, badProvider],
    [{ provider: undefined }, badProvider],
    [{ code_challenge: undefined }, badChallenge],
    [{ code_challenge: 'too-short' }, badChallenge],
    [{ code_challenge_method: 'plain' }, badChallenge],
    [{ code_challenge_method: undefined }, badChallenge],
  ],
  badExchanges: [
    [{ code_verifier: 'another' }, badCode],
    [{ code_verifier: undefined }, incomplete('code_verifier')],
    [{ client_id: 'client_other' }, badClient],
    [{ client_id: undefined }, badClient],
    [{ client_secret: 'sk_test_other' }, badSecret],
    [{ client_secret: undefined, code_verifier: undefined }, badSecret],
    [{ code: undefined }, incomplete('code')],
    [{ grant_type: undefined }, incomplete('grant_type')],
    [{ grant_type: 'refresh_token' }, incomplete('refresh_token')],
  ],
  jwt: 'access_token',
  claims: ({ url, clientId }, iat) => ({
    iss: `${url}/user_management/${clientId}`,
    sub: expect.stringMatching(`^user_${ulid}$`),
    sid: expect.stringMatching(`^session_${ulid}$`),
    jti: expect.stringMatching(`^${ulid}$`),
    client_id: clientId,
    iat,
    exp: iat + 300,
    auth_time: expect.any(Number),
    role: 'authenticated',
    aud: 'insforge-api',
    user_email: email,
  }),
  badCode,
  badRefreshToken: refused('invalid_grant', 'Invalid refresh token.'),
  ends: [
    ['sessions/revoke', signedOut],
    ['sessions/expire', refused('invalid_grant', 'Session has expired.')],
  ],
  notEmulated: (message) => ({ code: 'not_emulated', message }),
  logouts: [
    {
      path: '/user_management/sessions/logout',
      required: ({ access_token }) => ({ session_id: `${decodeJwt(access_token).sid}` }),
      to: 'return_to',
      ended: signedOut,
      list: 'a logout URI of this application',
    },
  ],
}

export const it = testsOf(workosTarget, { openState: openWorkosState })

/** The SDK with the variables of an example. */
export function sdk({ env }: TestEmulator, key = env.WORKOS_API_KEY): WorkOS {
  return new WorkOS(`${key}`, {
    clientId: `${env.WORKOS_CLIENT_ID}`,
    apiHostname: `${env.WORKOS_API_HOSTNAME}`,
    https: env.WORKOS_API_HTTPS !== 'false',
    port: Number(env.WORKOS_API_PORT),
  })
}
