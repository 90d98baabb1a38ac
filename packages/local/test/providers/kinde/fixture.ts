import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, onTestFinished } from 'vitest'
import { openKindeState, startKinde } from '../../../src/providers/kinde/emulator.ts'
import { kinde } from '../../../src/providers/kinde/index.ts'
import type { ProviderContext } from '../../../src/providers/provider.ts'
import { freePort } from '../client.ts'

export const appUrl = 'http://localhost:3000'
export const redirectUri = `${appUrl}/api/auth/kinde_callback`
export const password = 'correct horse battery'

const temporaryFolder = () => mkdtempSync(join(tmpdir(), 'kinde-emulator-'))

/** The state of a new emulator, made once for a test file: its RSA key takes longer than a test. */
const newState = temporaryFolder()
beforeAll(() => openKindeState(newState))
afterAll(() => rmSync(newState, { recursive: true }))

/** A Kinde emulator of this test's own, gone when the test is. */
export async function startEmulator() {
  const stateDir = temporaryFolder()
  cpSync(newState, stateDir, { recursive: true })
  const context: ProviderContext = {
    emulatorUrl: `http://127.0.0.1:${await freePort()}`,
    appUrl,
    secrets: kinde.createSecrets(),
    stateDir,
  }
  let running = await startKinde(context)
  onTestFinished(async () => {
    await running.close()
    rmSync(stateDir, { recursive: true })
  })
  return {
    context,
    url: context.emulatorUrl,
    clientId: context.secrets.clientId ?? '',
    clientSecret: context.secrets.clientSecret ?? '',
    orgCode: context.secrets.orgCode ?? '',
    async restart() {
      await running.close()
      running = await startKinde(context)
    },
  }
}

export type TestEmulator = Awaited<ReturnType<typeof startEmulator>>
