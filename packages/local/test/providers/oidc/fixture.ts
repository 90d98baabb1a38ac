import { rmSync } from 'node:fs'
import { onTestFinished, vi } from 'vitest'
import type { Emulator, Provider, ProviderContext } from '../../../src/providers/provider.ts'
import { freePort } from '../client.ts'
import { newStateOf } from '../new-state.ts'

export const appUrl = 'http://localhost:3000'
export const password = 'correct horse battery'

/** An emulator on oidc-provider, as far as the tests of all of them differ by it. */
export interface Target {
  readonly provider: Provider
  openState(stateDir: string): Promise<unknown>
  start(context: ProviderContext): Promise<Emulator>
  readonly redirectUri: string
  readonly paths: {
    readonly authorize: string
    readonly token: string
    readonly jwks: string
    readonly signIn: string
    readonly logout: string
  }
  /** `iss` of its tokens, from where it answers. */
  issuer(emulatorUrl: string): string
  /** The scope that asks for a refresh token. */
  readonly refreshScope: string
  /** What an app sends to show the page for new people. */
  readonly signUpHint: Readonly<Record<string, string>>
  readonly userId: RegExp
  /** How it refuses a code. */
  readonly badCode: { status: number; json: unknown }
  readonly badRefreshToken: { status: number; json: unknown }
  readonly badClient: { status: number; json: unknown }
}

/** An emulator of one test's own. */
export interface TestEmulator {
  readonly target: Target
  readonly context: ProviderContext
  readonly url: string
  readonly clientId: string
  readonly clientSecret: string
  restart(): Promise<void>
}

/** A function that starts an emulator of a test's own, gone when the test is. */
export function starterOf(target: Target): () => Promise<TestEmulator> {
  const newState = newStateOf(target.openState)
  return async () => {
    const stateDir = await newState()
    const context: ProviderContext = {
      emulatorUrl: `http://127.0.0.1:${await freePort()}`,
      appUrl,
      secrets: target.provider.createSecrets(),
      insforgeJwtSecret: 'not-used-by-this-provider',
      stateDir,
    }
    let running = await target.start(context)
    onTestFinished(async () => {
      await running.close()
      rmSync(stateDir, { recursive: true })
    })
    return {
      target,
      context,
      url: context.emulatorUrl,
      clientId: context.secrets.clientId ?? '',
      clientSecret: context.secrets.clientSecret ?? '',
      async restart() {
        await running.close()
        running = await target.start(context)
      },
    }
  }
}

/** Lets the clock stand still, and this much later each time the function is called. */
export function stopClock(): (seconds: number) => void {
  vi.useFakeTimers({ toFake: ['Date'] })
  onTestFinished(() => {
    vi.useRealTimers()
  })
  return (seconds) => {
    vi.setSystemTime(Date.now() + seconds * 1000)
  }
}
