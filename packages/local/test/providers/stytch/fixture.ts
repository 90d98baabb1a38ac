import { rmSync } from 'node:fs'
import { onTestFinished } from 'vitest'
import type { Clock } from '../../../src/emulator/clock.ts'
import { startStytch } from '../../../src/providers/stytch/emulator.ts'
import { stytch } from '../../../src/providers/stytch/index.ts'
import { openStytchState } from '../../../src/providers/stytch/state.ts'
import { freePort } from '../client.ts'
import { newStateOf } from '../new-state.ts'

export { hook, send } from '../client.ts'

export const appUrl = 'http://localhost:3000'
export const redirectUrl = `${appUrl}/authenticate`

const newState = newStateOf(openStytchState)

/** A Stytch emulator of this test's own, gone when the test is. */
export async function startEmulator(now: Clock = Date.now) {
  const stateDir = await newState()
  const context = {
    emulatorUrl: `http://127.0.0.1:${await freePort()}`,
    appUrl,
    secrets: stytch.createSecrets(),
    insforgeJwtSecret: 'not-used-by-this-provider',
    stateDir,
  }
  let running = await startStytch(context, now)
  onTestFinished(async () => {
    await running.close()
    rmSync(stateDir, { recursive: true })
  })
  const { projectId, secret, publicToken } = context.secrets
  return {
    context,
    url: context.emulatorUrl,
    projectId,
    secret,
    publicToken,
    async restart() {
      await running.close()
      running = await startStytch(context, now)
    },
  }
}

export type TestEmulator = Awaited<ReturnType<typeof startEmulator>>
