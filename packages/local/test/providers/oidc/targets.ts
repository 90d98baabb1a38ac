import { startEmulator as startAuth0 } from '../auth0/fixture.ts'
import { startEmulator as startKinde } from '../kinde/fixture.ts'

/** Every emulator on oidc-provider: what they share is tested on each. */
export const targets = [
  { name: 'Auth0', startEmulator: startAuth0 },
  { name: 'Kinde', startEmulator: startKinde },
] as const
