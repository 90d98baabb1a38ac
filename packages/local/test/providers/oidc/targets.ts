import { it as auth0It, auth0Target } from '../auth0/fixture.ts'
import { it as kindeIt, kindeTarget } from '../kinde/fixture.ts'
import { it as workosIt, workosTarget } from '../workos/fixture.ts'

/** Every emulator on oidc-provider: what they share is tested on each. */
export const oidcTargets = [
  { name: 'Auth0', target: auth0Target, it: auth0It },
  { name: 'Kinde', target: kindeTarget, it: kindeIt },
]

/** Every emulator that sends a browser back with a code. */
export const targets = [...oidcTargets, { name: 'WorkOS', target: workosTarget, it: workosIt }]
