import type { KnownProvider } from './providers/index.ts'
import { startTogether, type Together, type TogetherOptions } from './together.ts'

/** What to start and where. */
export interface LocalOptions extends Omit<TogetherOptions, 'apps' | 'what' | 'gatewayPort'> {
  /** Whose emulator to start beside InsForge; left out for InsForge alone. */
  readonly provider?: KnownProvider
  /** Where the app will answer, for example `http://localhost:3000`. */
  readonly appUrl: string
  /** The app's folder, for what it has of the provider's, such as Auth0's Action. */
  readonly appDir?: string | undefined
  /** Where the app takes webhooks, an address of this machine; left out, none are sent. */
  readonly webhookUrl?: string | undefined
  /** Ports on 127.0.0.1; 0 takes any free one. Default: 7130 and the provider's own. */
  readonly ports?: { readonly gateway?: number; readonly emulator?: number }
}

/** InsForge and the emulator of one app, running. Its emulator is the part `emulator`. */
export interface Local extends Omit<Together, 'apps'> {
  /** InsForge's variables, and every variable that the provider's example reads. */
  readonly env: Readonly<Record<string, string>>
  /** Undefined for InsForge alone. */
  readonly emulatorUrl: string | undefined
}

/** Starts InsForge and the emulator of one app; see `startTogether`, also for what it throws. */
export async function startLocal(options: LocalOptions): Promise<Local> {
  const { provider, appUrl, appDir, webhookUrl, ports, ...others } = options
  const app = provider && { provider, appUrl, appDir, webhookUrl, emulatorPort: ports?.emulator }
  const together = await startTogether({
    ...others,
    apps: app ? [app] : [],
    what: `${provider?.title ?? 'InsForge'} for ${appUrl}`,
    gatewayPort: ports?.gateway,
  })
  const { apps, ...running } = together
  return {
    ...running,
    env: { ...running.env, ...apps[0]?.env },
    emulatorUrl: apps[0]?.emulatorUrl,
  }
}
