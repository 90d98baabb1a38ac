import type { Provider } from './providers/provider.ts'

/** What to start and where. */
export interface LocalOptions {
  /** Whose emulator to start beside InsForge; left out for InsForge alone. */
  readonly provider?: Provider
  /** Rows, users, keys and pidfiles live below this folder. */
  readonly stateDir: string
  /** The SQL files to apply, in InsForge's naming. */
  readonly migrationsDir: string
  /** Where the app will answer, for example `http://localhost:3000`. */
  readonly appUrl: string
  /** Ports on 127.0.0.1; 0 takes any free one. Default: 7130 and the provider's own. */
  readonly ports?: { readonly gateway?: number; readonly emulator?: number }
  /** Throws the state away first. */
  readonly fresh?: boolean
  /** Called with one short line whenever something takes time. */
  readonly onProgress?: (line: string) => void
}

/** The stand-ins, running. */
export interface Local {
  /** `INSFORGE_URL`, `INSFORGE_JWT_SECRET`, `INSFORGE_ANON_KEY`, `INSFORGE_API_KEY`, `DATABASE_URL`,
   * `NEXT_PUBLIC_INSFORGE_URL`, and every variable that the provider's example reads. */
  readonly env: Readonly<Record<string, string>>
  readonly gatewayUrl: string
  /** Undefined for InsForge alone. */
  readonly emulatorUrl: string | undefined
  /** Process ids by part: postgres, postgrest, gateway, emulator. */
  readonly pids: Readonly<Record<string, number>>
  /** Resolves with what happened when a part ends that nobody stopped. */
  readonly failed: Promise<Error>
  /** Stops everything that was started; safe to call twice. */
  stop(): Promise<void>
}

export async function startLocal(_options: LocalOptions): Promise<Local> {
  throw new Error('not yet')
}
