import pg from 'pg'
import { serveAsChild } from '../../runtime/child.ts'
import { listen } from '../../runtime/listen.ts'
import { createGateway, type GatewayOptions } from './app.ts'
import { EmptyStrings } from './columns.ts'

/** What the gateway's process is told. */
export interface GatewayConfig extends GatewayOptions {
  /** Where it listens. */
  readonly url: string
  /** As the superuser: migrations write where project_admin may only read. */
  readonly databaseUrl: string
}

serveAsChild<GatewayConfig>(async ({ url, databaseUrl, ...options }) => {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 5 })
  pool.on('error', (error) => console.error('idle connection:', error.message))
  const emptyStrings = new EmptyStrings(pool)
  // Told when a migration was applied that no request brought.
  process.on('message', ({ migrated }: { migrated?: true }) => migrated && emptyStrings.forget())
  const served = await listen(createGateway(options, pool, emptyStrings), url)
  return {
    async close() {
      await Promise.all([served.close(), pool.end()])
    },
  }
})
