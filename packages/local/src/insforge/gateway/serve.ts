import { once } from 'node:events'
import pg from 'pg'
import { serveAsChild } from '../../runtime/child.ts'
import { createGateway, type GatewayOptions } from './server.ts'

/** What the gateway's process is told. */
export interface GatewayConfig extends GatewayOptions {
  readonly port: number
  /** As the superuser: migrations write where project_admin may only read. */
  readonly databaseUrl: string
}

serveAsChild<GatewayConfig>(async ({ port, databaseUrl, ...options }) => {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 5 })
  pool.on('error', (error) => console.error('idle connection:', error.message))
  const server = createGateway(options, pool)
  await once(server.listen(port, '127.0.0.1'), 'listening')
  return {
    async close() {
      server.close()
      server.closeAllConnections()
      await pool.end()
    },
  }
})
