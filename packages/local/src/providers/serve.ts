import { resetTables } from '../insforge/reset-tables.ts'
import { type RowsTarget, writeRows } from '../insforge/rows.ts'
import { serveAsChild } from '../runtime/child.ts'
import type { CheckedSeed } from '../seed.ts'
import { findProvider, type ProviderName } from './index.ts'
import type { ProviderContext } from './provider.ts'

/** What the emulator's process is told. */
export interface EmulatorConfig {
  readonly provider: ProviderName
  readonly context: ProviderContext
  /** What a reset goes back to, and the InsForge in which it does. */
  readonly begin: RowsTarget & { readonly seed?: CheckedSeed | undefined }
}

serveAsChild<EmulatorConfig>(async ({ provider, context, begin }) => {
  const found = findProvider(provider)
  if (!found) throw new Error(`No provider is called ${provider}`)
  await found.prepare?.()
  const { users = [], rows = {} } = begin.seed ?? {}
  return found.startEmulator({
    ...context,
    seeding: {
      users,
      async fill(accounts) {
        await resetTables(begin.databaseUrl)
        await writeRows(begin, rows, accounts)
      },
    },
  })
})
