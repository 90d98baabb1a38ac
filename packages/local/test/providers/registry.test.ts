import { appendFileSync, cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it, onTestFinished } from 'vitest'
import type * as Arguments from '../../src/cli/arguments.ts'
import * as registry from '../../src/providers/registry.ts'
import { tempFolder } from '../temp.ts'
import { freePort } from './client.ts'

const packageFolder = fileURLToPath(new URL('../..', import.meta.url))

const sixth = `
import { Hono } from 'hono'
import { listen } from '../../runtime/listen.ts'
import { defineProvider } from '../provider.ts'

export const sixth = defineProvider({
  name: 'sixth',
  title: 'Sixth',
  port: 7299,
  userId: /^sixth_\\d+$/,
  hint: 'Sign in with anything.',
  theme: { service: 'Sixth', accent: '#000000', linkLight: '#000000', linkDark: '#ffffff' },
  createSecrets: () => ({ key: 'a key' }),
  environment: ({ emulatorUrl, secrets }) => ({ SIXTH_URL: emulatorUrl, SIXTH_KEY: secrets.key }),
  documented: { groups: {}, notLookedAt: '' },
  async startEmulator({ emulatorUrl, secrets }) {
    const app = new Hono().get('/', (c) => c.text(secrets.key))
    return { ...(await listen(app, emulatorUrl)), routes: [] }
  },
})
`

it.each(Object.entries(registry))('%s is registered by its own name', (name, provider) => {
  expect(provider.name).toBe(name)
})

it('a sixth provider is its folder and one line: the command line knows it, and it starts', async () => {
  const { path: root, remove } = tempFolder()
  onTestFinished(remove)
  const copy = join(root, 'packages/local')
  cpSync(join(packageFolder, '../../package.json'), join(root, 'package.json'))
  cpSync(join(packageFolder, 'src'), join(copy, 'src'), { recursive: true })
  symlinkSync(join(packageFolder, 'node_modules'), join(copy, 'node_modules'))
  mkdirSync(join(copy, 'src/providers/sixth'))
  writeFileSync(join(copy, 'src/providers/sixth/index.ts'), sixth)
  const line = `export { sixth } from './sixth/index.ts'\n`
  appendFileSync(join(copy, 'src/providers/registry.ts'), line)

  const { readArguments }: typeof Arguments = await import(join(copy, 'src/cli/arguments.ts'))
  const usage = { command: 'dev', does: 'Starts.', others: {}, takesCommand: false } as const
  const args = readArguments(['sixth'], usage)
  const [provider] = 'providers' in args ? args.providers : []
  if (!provider) throw new Error('the command line does not know the sixth provider')
  const context = {
    emulatorUrl: `http://127.0.0.1:${await freePort()}`,
    appUrl: 'http://localhost:3000',
    secrets: provider.createSecrets(),
    insforgeJwtSecret: 'not-used-by-this-provider',
    stateDir: copy,
  }
  expect(provider.environment(context)).toEqual({
    SIXTH_URL: context.emulatorUrl,
    SIXTH_KEY: 'a key',
  })
  const emulator = await provider.startEmulator(context)
  onTestFinished(() => emulator.close())
  expect(await (await fetch(context.emulatorUrl)).text()).toBe('a key')
})
