import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Provider } from './providers/provider.ts'

/** Everything that must stay the same for rows, users and sessions to outlive a restart. */
export interface Secrets {
  readonly jwtSecret: string
  readonly anonKey: string
  readonly apiKey: string
  readonly postgresPassword: string
  readonly authenticatorPassword: string
  /** What each provider's `createSecrets` made, by the provider's name. */
  readonly providers: Readonly<Record<string, Readonly<Record<string, string>>>>
}

/** The secrets of a state folder, made at the first call and completed when a newer version needs
 * more of them. */
export function loadSecrets(stateDir: string, providers: readonly Provider[]): Secrets {
  const path = join(stateDir, 'secrets.json')
  const kept: Partial<Secrets> = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {}
  const made = providers.map((provider) => [
    provider.name,
    { ...provider.createSecrets(), ...kept.providers?.[provider.name] },
  ])
  const secrets: Secrets = {
    jwtSecret: hex(),
    anonKey: `anon_${hex()}`,
    apiKey: `ik_${hex()}`,
    postgresPassword: hex(),
    authenticatorPassword: hex(),
    ...kept,
    providers: { ...kept.providers, ...Object.fromEntries(made) },
  }
  writeFileSync(`${path}.draft`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 })
  renameSync(`${path}.draft`, path)
  return secrets
}

/** 32 random bytes as 64 hex digits. */
function hex(): string {
  return randomBytes(32).toString('hex')
}
