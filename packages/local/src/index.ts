export type { Local, LocalOptions } from './local.ts'
export { startLocal } from './local.ts'
export { findProvider, providers } from './providers/index.ts'
export type { Emulator, Provider, ProviderContext } from './providers/provider.ts'
