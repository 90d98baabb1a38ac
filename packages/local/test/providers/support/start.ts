import type { KnownProvider } from '../../../src/providers/index.ts'
import { tempFolder } from '../../temp.ts'
import { freePort } from '../client.ts'

/** Starts the provider's emulator with no state; what its app is told, and what ends it. */
export async function start(provider: KnownProvider, webhookUrl?: string) {
  const { path: stateDir, remove } = tempFolder({ closed: true })
  const context = {
    emulatorUrl: `http://127.0.0.1:${await freePort()}`,
    appUrl: 'http://localhost:3000',
    secrets: provider.createSecrets(),
    insforgeJwtSecret: 'not-used-here',
    stateDir,
    webhookUrl,
  }
  const emulator = await provider.startEmulator(context)
  return {
    context,
    url: context.emulatorUrl,
    routes: emulator.routes,
    env: provider.environment(context),
    async close() {
      await emulator.close()
      remove()
    },
  }
}

export type Started = Awaited<ReturnType<typeof start>>

const basic = (name = '', password = '') =>
  `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`

/** The headers of a caller that is let in, at that path. */
export function credentials({ env }: Started, path: string): Record<string, string> {
  if (path.startsWith('/sdk/')) {
    const token = env.NEXT_PUBLIC_STYTCH_PUBLIC_TOKEN
    return { authorization: basic(token, token), origin: 'http://localhost:3000' }
  }
  const secret = env.CLERK_SECRET_KEY ?? env.WORKOS_API_KEY
  if (secret) return { authorization: `Bearer ${secret}` }
  return { authorization: basic(env.STYTCH_PROJECT_ID, env.STYTCH_SECRET) }
}
