import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startLocal } from '@insforge-auth-starters/local'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    insforgeUrl: string
    jwtSecret: string
  }
}

/** One InsForge for all tests of the run. */
export default async function setup(project: TestProject) {
  const folder = mkdtempSync(join(tmpdir(), 'shared-test-'))
  // Postgres runs as another user when this runs as root.
  chmodSync(folder, 0o755)
  const local = await startLocal({
    stateDir: join(folder, 'state'),
    migrationsDir: fileURLToPath(new URL('../../../sql/migrations', import.meta.url)),
    appUrl: 'http://localhost',
    ports: { gateway: 0 },
  })
  project.provide('insforgeUrl', local.gatewayUrl)
  project.provide('jwtSecret', local.env.INSFORGE_JWT_SECRET ?? '')
  return async () => {
    await local.stop()
    rmSync(folder, { recursive: true })
  }
}
