import type { Provider } from './provider.ts'
import * as registry from './registry.ts'

/** The name of a provider, as on the command line. */
export type ProviderName = keyof typeof registry

/** A provider that has an emulator. */
export type KnownProvider = Provider<ProviderName>

/** Every provider, in the order of their ports. */
export const providers: readonly KnownProvider[] = Object.values(registry).sort(
  (one, other) => one.port - other.port,
)

/** The provider of that name, or undefined. */
export function findProvider(name: string): KnownProvider | undefined {
  return providers.find((provider) => provider.name === name)
}
