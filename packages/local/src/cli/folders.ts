import { fileURLToPath } from 'node:url'
import type { Provider } from '../providers/provider.ts'

const root = new URL('../../../../', import.meta.url)
const path = (relative: string) => fileURLToPath(new URL(relative, root))

/** Where things are in this repository. */
export function foldersOf(provider: Provider | undefined) {
  const name = provider?.name ?? 'insforge'
  return {
    stateDir: path(`.local/${name}`),
    example: path(`examples/${name}`),
    migrationsDir: path(provider ? `examples/${name}/migrations` : 'sql/migrations'),
  }
}
