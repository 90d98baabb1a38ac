import { auth0Target, startEmulator as startAuth0 } from '../auth0/fixture.ts'
import { kindeTarget, startEmulator as startKinde } from '../kinde/fixture.ts'
import { startEmulator as startWorkos, workosTarget } from '../workos/fixture.ts'

/** Every emulator on oidc-provider: what they share is tested on each. */
export const oidcTargets = [
  { name: 'Auth0', target: auth0Target, startEmulator: startAuth0 },
  { name: 'Kinde', target: kindeTarget, startEmulator: startKinde },
]

/** Every emulator that sends a browser back with a code. */
export const targets = [
  ...oidcTargets,
  { name: 'WorkOS', target: workosTarget, startEmulator: startWorkos },
]
