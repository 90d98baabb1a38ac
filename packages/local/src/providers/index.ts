import { auth0 } from './auth0/index.ts'
import { clerk } from './clerk/index.ts'
import { kinde } from './kinde/index.ts'
import type { Provider } from './provider.ts'
import { stytch } from './stytch/index.ts'
import { workos } from './workos/index.ts'

/** Every provider that has an emulator, in the order in which they are listed for people. */
export const providers: readonly Provider[] = [clerk, auth0, workos, kinde, stytch]

/** The provider of that name, or undefined. */
export function findProvider(name: string): Provider | undefined {
  return providers.find((provider) => provider.name === name)
}
