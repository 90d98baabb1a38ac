import { rmSync } from 'node:fs'
import { onTestFinished } from 'vitest'
import type { Clock } from '../../../src/emulator/clock.ts'
import type { Mail } from '../../../src/emulator/mailbox/mailbox.ts'
import type { Theme } from '../../../src/emulator/pages/theme.ts'
import type { Emulator, Provider, ProviderContext } from '../../../src/providers/provider.ts'
import { freePort, hook, type Running, send } from '../client.ts'
import { newStateOf } from '../new-state.ts'

export { hook, send } from '../client.ts'

export const appUrl = 'http://localhost:3000'
export const password = 'correct horse battery'
export const insforgeJwtSecret = 'the-secret-that-insforge-checks-tokens-with'

/** Makes the function that starts an emulator of a test's own, gone when the test is. */
export function starter<S extends Readonly<Record<string, string>>>(
  provider: Pick<Provider<string, S>, 'createSecrets' | 'environment' | 'theme'>,
  openState: (stateDir: string) => Promise<unknown>,
  startAt: (
    context: ProviderContext & { readonly secrets: S },
    theme: Theme,
    now: Clock,
  ) => Promise<Emulator>,
) {
  const newState = newStateOf(openState)
  const { createSecrets, theme } = provider
  return async (now: Clock = Date.now) => {
    const emulatorUrl = `http://127.0.0.1:${await freePort()}`
    const stateDir = await newState()
    const secrets = createSecrets()
    const context = { emulatorUrl, appUrl, secrets, insforgeJwtSecret, stateDir }
    let running = await startAt(context, theme, now)
    onTestFinished(async () => {
      await running.close()
      rmSync(stateDir, { recursive: true })
    })
    return {
      ...secrets,
      context,
      env: provider.environment(context),
      url: emulatorUrl,
      async restart() {
        await running.close()
        running = await startAt(context, theme, now)
      },
    }
  }
}

/** Sends a request to a route such as `POST /v1/users`; the status and the JSON of the answer. */
export async function ask(
  emulator: Running,
  route: string,
  headers: Record<string, string> = {},
  body?: string | URLSearchParams,
) {
  const [method = '', path = ''] = route.split(' ')
  const response = await send(emulator, path, { method, headers, ...(body && { body }) })
  return { status: response.status, json: JSON.parse(await response.text()) }
}

/** The newest mail to that address. */
export async function lastMail(emulator: Running, email = 'ann@example.com'): Promise<Mail> {
  const { json } = await hook(emulator, `GET mail?${new URLSearchParams({ to: email })}`)
  return json.mails.at(-1)
}

/** Another code of six digits. */
export const anotherThan = (code: string) => (code === '000000' ? '000001' : '000000')
