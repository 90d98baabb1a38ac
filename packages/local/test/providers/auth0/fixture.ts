import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startAuth0 } from '../../../src/providers/auth0/emulator.ts'
import { auth0 } from '../../../src/providers/auth0/index.ts'
import { openAuth0State } from '../../../src/providers/auth0/state.ts'
import { appUrl, starterOf, type Target, type TestEmulator } from '../oidc/fixture.ts'

const invalidGrant = (error_description: string) => ({
  status: 403,
  json: { error: 'invalid_grant', error_description },
})

/** Where the Action of an emulator lies in these tests; there is none at first. */
export const actionFile = ({ stateDir }: { readonly stateDir: string }) =>
  join(stateDir, 'post-login-action.js')

/** Auth0's emulator. */
export const auth0Target: Target = {
  provider: auth0,
  openState: openAuth0State,
  start: (context) => startAuth0(context, actionFile(context)),
  redirectUri: `${appUrl}/auth/callback`,
  paths: {
    authorize: '/authorize',
    token: '/oauth/token',
    jwks: '/.well-known/jwks.json',
    signIn: '/u/login',
    logout: '/oidc/logout',
  },
  issuer: (emulatorUrl) => `${emulatorUrl.replace('127.0.0.1', 'localhost')}/`,
  refreshScope: 'offline_access',
  signUpHint: { screen_hint: 'signup' },
  userId: /^auth0\|[0-9a-f]{24}$/,
  badCode: invalidGrant('Invalid authorization code'),
  badRefreshToken: invalidGrant('Unknown or invalid refresh token.'),
  badClient: { status: 401, json: { error: 'access_denied', error_description: 'Unauthorized' } },
}

export const startEmulator = starterOf(auth0Target)

/** Pastes this into the body of the Action. */
export function setAction({ context }: TestEmulator, body: string): void {
  const source = `exports.onExecutePostLogin = async (event, api) => {\n${body}\n}\n`
  writeFileSync(actionFile(context), source)
}
