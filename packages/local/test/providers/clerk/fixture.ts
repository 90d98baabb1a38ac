import { rmSync } from 'node:fs'
import { onTestFinished } from 'vitest'
import type { Clock } from '../../../src/emulator/clock.ts'
import { startClerk } from '../../../src/providers/clerk/emulator.ts'
import { clerk } from '../../../src/providers/clerk/index.ts'
import { openClerkState } from '../../../src/providers/clerk/state.ts'
import { freePort } from '../client.ts'
import { newStateOf } from '../new-state.ts'

export { hook, send } from '../client.ts'

export const appUrl = 'http://localhost:3000'
export const password = 'correct horse battery'
export const insforgeJwtSecret = 'the-secret-that-insforge-checks-tokens-with'

const newState = newStateOf(openClerkState)

/** A Clerk emulator of this test's own, gone when the test is. */
export async function startEmulator(now: Clock = Date.now) {
  const stateDir = await newState()
  const context = {
    emulatorUrl: `http://127.0.0.1:${await freePort()}`,
    appUrl,
    secrets: clerk.createSecrets(),
    insforgeJwtSecret,
    stateDir,
  }
  let running = await startClerk(context, now)
  onTestFinished(async () => {
    await running.close()
    rmSync(stateDir, { recursive: true })
  })
  return {
    context,
    url: context.emulatorUrl,
    secretKey: context.secrets.secretKey,
    async restart() {
      await running.close()
      running = await startClerk(context, now)
    },
  }
}

export type TestEmulator = Awaited<ReturnType<typeof startEmulator>>
