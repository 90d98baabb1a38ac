import type { Provider } from './provider.ts'
import * as registry from './registry.ts'

/** The name of a provider that has an emulator. */
export type ProviderName = keyof typeof registry

/** Every provider that has an emulator, in the order of their ports. */
export const providers: readonly Provider<ProviderName>[] = Object.values(registry).sort(
  (one, other) => one.port - other.port,
)

/** The provider of that name, or undefined. */
export function findProvider(name: string): Provider<ProviderName> | undefined {
  return providers.find((provider) => provider.name === name)
}
