import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, onTestFinished } from 'vitest'
import type { Clock } from '../../../src/emulator/clock.ts'
import type { ProviderContext } from '../../../src/providers/provider.ts'
import { startWorkos } from '../../../src/providers/workos/emulator.ts'
import { workos } from '../../../src/providers/workos/index.ts'
import { openWorkosState } from '../../../src/providers/workos/state.ts'

export const appUrl = 'http://localhost:3000'
export const redirectUri = `${appUrl}/callback`
export const password = 'correct horse battery'

const temporaryFolder = () => mkdtempSync(join(tmpdir(), 'workos-emulator-'))

/** The state of a new emulator, made once for a test file: its RSA key takes longer than a test. */
const newState = temporaryFolder()
beforeAll(() => openWorkosState(newState))
afterAll(() => rmSync(newState, { recursive: true }))

/** A WorkOS emulator of this test's own, gone when the test is. */
export async function startEmulator(now: Clock = Date.now) {
  const stateDir = temporaryFolder()
  cpSync(newState, stateDir, { recursive: true })
  const context: ProviderContext = {
    emulatorUrl: `http://127.0.0.1:${await freePort()}`,
    appUrl,
    secrets: workos.createSecrets(),
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
    clientId: context.secrets.clientId ?? '',
    apiKey: context.secrets.apiKey ?? '',
    async restart() {
      await running.close()
      running = await startWorkos(context, now)
    },
  }
}

export type TestEmulator = Awaited<ReturnType<typeof startEmulator>>

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const address = server.address()
  await new Promise((closed) => server.close(closed))
  if (typeof address !== 'object' || address === null) throw new Error('no port')
  return address.port
}

/** Fetches over a connection of its own: one that is kept would be dead after a restart. */
export function send(
  emulator: TestEmulator,
  path: string,
  init: { method?: string; headers?: Record<string, string>; body?: string | URLSearchParams } = {},
): Promise<Response> {
  return fetch(emulator.url + path, {
    ...init,
    redirect: 'manual',
    headers: { ...init.headers, connection: 'close' },
  })
}

/** Calls a hook; the answer's JSON, with its status. */
export async function hook(emulator: TestEmulator, route: string, body?: unknown) {
  const [method = '', path = ''] = route.split(' ')
  const response = await send(emulator, `/_emulate/${path}`, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, json: text === '' ? undefined : JSON.parse(text) }
}
