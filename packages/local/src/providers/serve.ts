import { serveAsChild } from '../process/child.ts'
import { findProvider } from './index.ts'
import type { ProviderContext } from './provider.ts'

/** What the emulator's process is told. */
export interface EmulatorConfig {
  readonly provider: string
  readonly context: ProviderContext
}

serveAsChild<EmulatorConfig>(async ({ provider, context }) => {
  const found = findProvider(provider)
  if (!found) throw new Error(`No provider is called ${provider}`)
  return found.startEmulator(context)
})
