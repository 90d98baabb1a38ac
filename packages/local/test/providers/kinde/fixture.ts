import { openKindeState, startKinde } from '../../../src/providers/kinde/emulator.ts'
import { kinde } from '../../../src/providers/kinde/index.ts'
import { appUrl, starterOf, type Target } from '../oidc/fixture.ts'

const refused = (status: number, error: string, error_description: string) => ({
  status,
  json: { error, error_description },
})

/** Kinde's emulator. */
export const kindeTarget: Target = {
  provider: kinde,
  openState: openKindeState,
  start: startKinde,
  redirectUri: `${appUrl}/api/auth/kinde_callback`,
  paths: {
    authorize: '/oauth2/auth',
    token: '/oauth2/token',
    jwks: '/.well-known/jwks.json',
    signIn: '/auth/sign-in',
    logout: '/logout',
  },
  issuer: (emulatorUrl) => emulatorUrl,
  refreshScope: 'offline',
  signUpHint: { start_page: 'registration' },
  userId: /^kp_[0-9a-f]{32}$/,
  badCode: refused(400, 'invalid_grant', 'grant request is invalid'),
  badRefreshToken: refused(400, 'invalid_grant', 'grant request is invalid'),
  badClient: refused(401, 'invalid_client', 'client authentication failed'),
}

export const startEmulator = starterOf(kindeTarget)
