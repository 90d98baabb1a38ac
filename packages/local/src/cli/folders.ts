import { fileURLToPath } from 'node:url'
import type { KnownProvider } from '../providers/index.ts'

const root = new URL('../../../../', import.meta.url)
const path = (relative: string) => fileURLToPath(new URL(relative, root))

/** Where the state is of what was started by this name. */
export function stateFolder(name: string): string {
  return path(`.local/${name}`)
}

/** Where a provider's example is. */
export function exampleFolder({ name }: KnownProvider): string {
  return path(`examples/${name}`)
}

/** The migrations of one example, or those that all have. */
export function migrationsFolder([provider, ...others]: readonly KnownProvider[]): string {
  return path(
    provider && others.length === 0 ? `examples/${provider.name}/migrations` : 'sql/migrations',
  )
}
