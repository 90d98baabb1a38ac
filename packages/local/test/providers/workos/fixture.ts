import { rmSync } from 'node:fs'
import { onTestFinished } from 'vitest'
import type { Clock } from '../../../src/emulator/clock.ts'
import { startWorkos } from '../../../src/providers/workos/emulator.ts'
import { workos } from '../../../src/providers/workos/index.ts'
import { openWorkosState } from '../../../src/providers/workos/state.ts'
import { freePort } from '../client.ts'
import { newStateOf } from '../new-state.ts'

export { hook, send } from '../client.ts'

export const appUrl = 'http://localhost:3000'
export const redirectUri = `${appUrl}/callback`
export const password = 'correct horse battery'

const newState = newStateOf(openWorkosState)

/** A WorkOS emulator of this test's own, gone when the test is. */
export async function startEmulator(now: Clock = Date.now) {
  const stateDir = await newState()
  const context = {
    emulatorUrl: `http://127.0.0.1:${await freePort()}`,
    appUrl,
    secrets: workos.createSecrets(),
    insforgeJwtSecret: 'not-used-by-this-provider',
    stateDir,
  }
  let running = await startWorkos(context, now)
  onTestFinished(async () => {
    await running.close()
    rmSync(stateDir, { recursive: true })
  })
  return {
    context,
    url: context.emulatorUrl,
    clientId: context.secrets.clientId,
    apiKey: context.secrets.apiKey,
    async restart() {
      await running.close()
      running = await startWorkos(context, now)
    },
  }
}

export type TestEmulator = Awaited<ReturnType<typeof startEmulator>>
