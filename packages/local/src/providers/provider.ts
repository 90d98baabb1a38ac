import type { Seeding } from '../emulator/accounts.ts'
import type { Theme } from '../emulator/pages/theme.ts'
import type { Emulator } from '../emulator/serve.ts'

/** Values that an example and its emulator share, by name. */
export type ProviderSecrets = Readonly<Record<string, string>>

/** What an emulator and the app's variables are made from. All URLs without a trailing slash. */
export interface ProviderContext<Secrets extends ProviderSecrets = ProviderSecrets> {
  /** Where the emulator answers, for example `http://127.0.0.1:7201`. */
  readonly emulatorUrl: string
  /** Where the app answers, for example `http://localhost:3000`. */
  readonly appUrl: string
  /** Made once by `createSecrets` and kept between runs. */
  readonly secrets: Secrets
  /** What InsForge checks users' tokens with; for a provider that signs them itself. */
  readonly insforgeJwtSecret: string
  /** A folder of the emulator's own: users, sessions and keys live there. It exists. */
  readonly stateDir: string
  /** The app's folder, for what it has of the provider's; undefined for none. */
  readonly appDir?: string | undefined
  /** What a reset goes back to; undefined for no users. */
  readonly seeding?: Seeding | undefined
  /** Where the app takes webhooks; an address of this machine. Left out, none are sent. */
  readonly webhookUrl?: string | undefined
}

export type { Emulator }

/** What the vendor documents of its APIs. */
export interface Documented {
  /** The routes that were looked at, by group, each path after its methods: `GET POST /v1/users`. */
  readonly groups: Readonly<Record<string, string>>
  /** What else there is; most of it is answered 501, too. */
  readonly notLookedAt: string
}

/** One provider, as the runner and the browser suite see it. */
export interface Provider<
  Name extends string = string,
  Secrets extends ProviderSecrets = ProviderSecrets,
  Variables extends Record<string, string> = Record<string, string>,
> {
  /** The folder's name in `examples/` and in `packages/local/src/providers/`. */
  readonly name: Name
  /** The vendor's spelling, for people. */
  readonly title: string
  /** The emulator's port, unless another one is asked for. */
  readonly port: number
  /** What its user ids look like. */
  readonly userId: RegExp
  /** One line for the runner's screen: how to get in. */
  readonly hint: string
  /** Where at the emulator people read what was sent to them, if it sends anything. */
  readonly mailbox?: string
  /** The colors of its pages. */
  readonly theme: Theme
  readonly documented: Documented
  /** Values that the example and the emulator share and that must outlive a restart. */
  createSecrets(): Secrets
  /** Every provider variable that the example reads, by the provider's own names. */
  environment(context: ProviderContext<Secrets>): Variables
  /** Fetches what the emulator needs and npm does not install; rejects when it cannot. */
  prepare?(): Promise<void>
  /** Listens on `emulatorUrl`; rejects when it cannot. Loads the emulator: five in every process
   * would take longer than what else it does. */
  startEmulator(context: ProviderContext<Secrets>): Promise<Emulator>
}

/** The provider as it is, with the types of its name, its secrets and its variables. */
export function defineProvider<
  const Name extends string,
  Secrets extends ProviderSecrets,
  Variables extends Record<string, string>,
>(provider: Provider<Name, Secrets, Variables>): Provider<Name, Secrets, Variables> {
  return provider
}
