import { auth0 } from './auth0/index.ts'
import { clerk } from './clerk/index.ts'
import { kinde } from './kinde/index.ts'
import type { Provider } from './provider.ts'
import { stytch } from './stytch/index.ts'
import { workos } from './workos/index.ts'

const all = [clerk, auth0, workos, kinde, stytch] as const

/** The name of a provider, as on the command line. */
export type ProviderName = (typeof all)[number]['name']

/** A provider that has an emulator. */
export type KnownProvider = Provider<ProviderName>

/** Every provider, in the order in which they are listed. */
export const providers: readonly KnownProvider[] = all

/** The provider of that name, or undefined. */
export function findProvider(name: string): KnownProvider | undefined {
  return providers.find((provider) => provider.name === name)
}
