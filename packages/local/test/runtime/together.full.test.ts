import { expect, test } from 'vitest'
import { providers, type Together } from '../../src/index.ts'
import { eventually } from '../eventually.ts'
import { emptyState } from '../insforge/empty-state.ts'
import { perFile } from '../per.ts'
import { allGone, startEvery, todos } from './fixture.ts'
import { kill, run } from './run.ts'

const folder = perFile(emptyState, ({ remove }) => remove())
const local = perFile(
  () => startEvery(folder.path),
  (made) => made.stop(),
)

const secretsOf = ({ apps }: Pick<Together, 'apps'>) =>
  apps.flatMap(({ env }) =>
    Object.entries(env).filter(([name]) => /_(CLIENT_ID|SECRET|API_KEY|SECRET_KEY)$/.test(name)),
  )

test('one InsForge has an emulator of every provider beside it, and each answers', async () => {
  const emulators = providers.map(({ name }) => `emulator-${name}`)
  const parts = [...emulators, 'gateway', 'postgres', 'postgrest']
  expect(Object.keys(local.pids).sort()).toEqual(parts.sort())
  for (const { emulatorUrl } of local.apps) {
    expect((await fetch(`${emulatorUrl}/_emulate/unknown`)).status).toBe(200)
  }
})

test('no variable but the address has the same name for two apps, and no secret is another’s', () => {
  const names = [local, ...local.apps].flatMap(({ env }) =>
    Object.keys(env).filter((name) => name !== 'APP_URL'),
  )
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  const addresses = local.apps.flatMap(({ env }) => env.APP_URL ?? [])
  expect(new Set(addresses).size).toBe(addresses.length)
  const secrets = secretsOf(local).map(([, value]) => value)
  expect(secrets.filter((value, index) => secrets.indexOf(value) !== index)).toEqual([])
})

test('a second start on the same state is refused', async () => {
  await expect(startEvery(folder.path)).rejects.toThrow('Already running: all of them')
})

test('one emulator is restarted alone, on its port', async () => {
  const before = { ...local.pids }
  await local.restart('emulator-kinde')
  expect(local.pids).toEqual({ ...before, 'emulator-kinde': local.pids['emulator-kinde'] })
  expect(local.pids['emulator-kinde']).not.toBe(before['emulator-kinde'])
  const kinde = local.apps.find(({ provider }) => provider.name === 'kinde')
  expect((await fetch(`${kinde?.emulatorUrl}/_emulate/unknown`)).status).toBe(200)
})

test('an emulator that ends by itself is told by its name, and the others go on', async () => {
  process.kill(local.pids['emulator-stytch'] ?? 0, 'SIGKILL')
  expect((await local.failed).message).toMatch(/^emulator-stytch ended by itself \(SIGKILL\)/)
  expect(await todos(local)).toEqual([])
})

test('rows and the secrets of each outlive a stop, and neither it nor a kill -9 leaves anything running', async () => {
  await todos(local, 'kept')
  await local.stop()
  expect(allGone(local.pids, folder.path)).toBe(true)

  const again = await run(folder.path, 'all')
  expect(await todos(again)).toEqual(['kept'])
  expect(Object.entries(again.env)).toEqual(expect.arrayContaining(secretsOf(local)))
  expect(Object.keys(again.pids)).toHaveLength(3 + providers.length)
  await kill(again)
  expect(await eventually(() => allGone(again.pids, folder.path))).toBe(true)
})
