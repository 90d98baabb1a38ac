import type { Supervisor } from '../../runtime/supervisor.ts'
import { postgrestBinary } from './binary.ts'

/** Starts PostgREST on that port. Only who knows the secret is more than anonymous to it. */
export async function startPostgrest(
  supervisor: Supervisor,
  options: { port: number; adminPort: number; databaseUrl: string; secret: string; cwd: string },
): Promise<void> {
  const part = await supervisor.start({
    name: 'postgrest',
    command: postgrestBinary(),
    args: [],
    cwd: options.cwd,
    env: {
      LANG: 'C.UTF-8',
      PGRST_DB_URI: options.databaseUrl,
      PGRST_DB_SCHEMAS: 'public',
      PGRST_DB_ANON_ROLE: 'anon', // whose 42501 is a 401; everybody else's is a 403
      PGRST_DB_POOL: '20',
      PGRST_DB_CHANNEL_ENABLED: 'true',
      PGRST_DB_CHANNEL: 'pgrst',
      PGRST_JWT_SECRET: options.secret,
      PGRST_SERVER_HOST: '127.0.0.1',
      PGRST_SERVER_PORT: `${options.port}`,
      PGRST_ADMIN_SERVER_PORT: `${options.adminPort}`,
      PGRST_LOG_LEVEL: 'error',
    },
  })
  await part.readyWhen(120_000, () => isReady(`http://127.0.0.1:${options.adminPort}/ready`))
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(10_000) })).ok
  } catch {
    return false // not listening yet
  }
}
