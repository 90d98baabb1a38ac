import { serveAsChild } from '../runtime/child.ts'
import { findProvider, type ProviderName } from './index.ts'
import type { ProviderContext } from './provider.ts'

/** What the emulator's process is told. */
export interface EmulatorConfig {
  readonly provider: ProviderName
  readonly context: ProviderContext
}

serveAsChild<EmulatorConfig>(async ({ provider, context }) => {
  const found = findProvider(provider)
  if (!found) throw new Error(`No provider is called ${provider}`)
  await found.prepare?.()
  return found.startEmulator(context)
})
