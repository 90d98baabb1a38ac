import pg from 'pg'
import { serveAsChild } from '../../runtime/child.ts'
import { listen } from '../../runtime/listen.ts'
import { createGateway, type GatewayOptions } from './app.ts'

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
  const served = await listen(createGateway(options, pool), url)
  return {
    async close() {
      await Promise.all([served.close(), pool.end()])
    },
  }
})
