import { Hono } from 'hono'
import { z } from 'zod'
import type { EmulatorEnv } from './env.ts'
import { hookInput } from './hook-input.ts'
import { createSigningKey, type SigningKey } from './signing-keys.ts'
import type { StateFile } from './state-file.ts'

const rotationSchema = z.strictObject({ keepOld: z.boolean().default(true) })

/** Hooks to read settings and to change some of them. */
export function settingHooks<T extends z.ZodObject>(
  state: StateFile<{ settings: z.infer<T> }>,
  schema: T,
): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>()
  app.get('/settings', (c) => c.json(state.data.settings))
  app.post('/settings', async (c) => {
    const changes = await hookInput(c, schema.partial())
    state.change(({ settings }) => Object.assign(settings, changes))
    return c.json(state.data.settings)
  })
  return app
}

/** A hook that signs with a new key from now on; `onRotated` is called when it is stored. */
export function keyHooks(
  state: StateFile<{ keys: SigningKey[] }>,
  onRotated: () => void = () => {},
): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>()
  app.post('/keys/rotate', async (c) => {
    const { keepOld } = await hookInput(c, rotationSchema)
    const key = await createSigningKey()
    state.change(({ keys }) => {
      if (!keepOld) keys.length = 0
      keys.unshift(key)
    })
    onRotated()
    return c.json({ kids: state.data.keys.map(({ kid }) => kid) })
  })
  return app
}
