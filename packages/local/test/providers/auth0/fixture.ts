import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, onTestFinished } from 'vitest'
import { startAuth0 } from '../../../src/providers/auth0/emulator.ts'
import { auth0 } from '../../../src/providers/auth0/index.ts'
import { openAuth0State } from '../../../src/providers/auth0/state.ts'
import type { ProviderContext } from '../../../src/providers/provider.ts'
import { freePort } from '../client.ts'

export const appUrl = 'http://localhost:3000'
export const redirectUri = `${appUrl}/auth/callback`
export const password = 'correct horse battery'

const temporaryFolder = () => mkdtempSync(join(tmpdir(), 'auth0-emulator-'))

/** The state of a new emulator, made once for a test file: its RSA key takes longer than a test. */
const newState = temporaryFolder()
beforeAll(() => openAuth0State(newState))
afterAll(() => rmSync(newState, { recursive: true }))

/** An Auth0 emulator of this test's own, gone when the test is; without an Action at first. */
export async function startEmulator() {
  const stateDir = temporaryFolder()
  cpSync(newState, stateDir, { recursive: true })
  const context: ProviderContext = {
    emulatorUrl: `http://127.0.0.1:${await freePort()}`,
    appUrl,
    secrets: auth0.createSecrets(),
    stateDir,
  }
  const actionFile = join(stateDir, 'post-login-action.js')
  let running = await startAuth0(context, actionFile)
  onTestFinished(async () => {
    await running.close()
    rmSync(stateDir, { recursive: true })
  })
  return {
    context,
    url: context.emulatorUrl,
    clientId: context.secrets.clientId ?? '',
    clientSecret: context.secrets.clientSecret ?? '',
    /** Pastes this as the body of the Action. */
    setAction(body: string) {
      writeFileSync(
        actionFile,
        `exports.onExecutePostLogin = async (event, api) => {\n${body}\n}\n`,
      )
    },
    actionFile,
    async restart() {
      await running.close()
      running = await startAuth0(context, actionFile)
    },
  }
}

export type TestEmulator = Awaited<ReturnType<typeof startEmulator>>
