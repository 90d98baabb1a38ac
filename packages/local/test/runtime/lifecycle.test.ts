import { once } from 'node:events'
import { existsSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { stagedFolder } from '../../src/insforge/postgres/folders.ts'
import { freePort } from '../../src/runtime/ports.ts'
import { checkSeed } from '../../src/seed.ts'
import { removeState } from '../../src/state.ts'
import { emptyStatePerTest } from '../insforge/empty-state.ts'
import { tempFolder } from '../temp.ts'
import { allGone, providerOf, start, todos } from './fixture.ts'

const folder = emptyStatePerTest()

/** Starts it there; stopped when the test ends, at the latest. */
async function startHere(options: Parameters<typeof start>[1] = {}) {
  const local = await start(folder.path, options)
  folder.endsWith.push(() => local.stop())
  return local
}

test('rows and secrets outlive a stop and a start, those of a provider too, not --fresh', async () => {
  const provider = providerOf('workos')
  const seed = checkSeed({ users: [{ email: 'ann@example.com' }] }, provider)
  const first = await startHere({ provider, seed })
  expect(Object.keys(first.pids).sort()).toEqual(['emulator', 'gateway', 'postgres', 'postgrest'])
  expect((await fetch(`${first.emulatorUrl}/`)).status).toBeGreaterThan(0)
  await todos(first, 'kept')
  await first.stop()
  expect(allGone(first.pids, folder.path)).toBe(true)
  expect(statSync(join(folder.path, 'secrets.json')).mode & 0o777).toBe(0o600)

  const second = await startHere({ provider, seed })
  expect(await todos(second)).toEqual(['kept'])
  expect([first.seedWaits, second.seedWaits]).toEqual([false, true])
  const insforge = ['INSFORGE_JWT_SECRET', 'INSFORGE_ANON_KEY', 'INSFORGE_API_KEY']
  for (const name of [...insforge, 'WORKOS_API_KEY']) expect(second.env[name]).toBe(first.env[name])
  await second.stop()

  const third = await startHere({ fresh: true })
  expect(await todos(third)).toEqual([])
  expect(third.env.INSFORGE_JWT_SECRET).not.toBe(first.env.INSFORGE_JWT_SECRET)
})

test('the caller’s PG* variables are about other servers', async () => {
  const options = { PGSSLMODE: 'require', PGDATABASE: 'x', PGOPTIONS: '-c statement_timeout=1' }
  for (const [name, value] of Object.entries(options)) vi.stubEnv(name, value)
  onTestFinished(() => void vi.unstubAllEnvs())
  expect(await todos(await startHere(), 'written')).toEqual(['written'])
})

test('a second start on the same state is refused and says who holds it', async () => {
  const first = await startHere({ appUrl: 'http://localhost:3456' })
  const refusal = new RegExp(
    `^Already running: InsForge for http://localhost:3456 \\(pid ${process.pid}, .*${folder.path}`,
    's',
  )
  await expect(startHere()).rejects.toThrow(refusal)
  await expect(startHere({ fresh: true })).rejects.toThrow(refusal)
  expect(await todos(first, 'untouched')).toEqual(['untouched'])
})

test('a taken port is named, with the next step, and nothing is left', async () => {
  const port = await freePort()
  const server = createServer().listen(port, '127.0.0.1')
  await once(server, 'listening')
  await expect(startHere({ ports: { gateway: port } })).rejects.toThrow(
    new RegExp(`^Port ${port} \\(InsForge\\) is taken\\. .*--gateway-port`),
  )
  server.close()
  expect(allGone({}, folder.path)).toBe(true)
  expect(existsSync(join(folder.path, 'lock'))).toBe(false)
})

test('webhooks that would leave this machine are refused, and nothing is left', async () => {
  const provider = providerOf('workos')
  const webhookUrl = 'https://example.com/api/webhooks'
  await expect(startHere({ provider, webhookUrl })).rejects.toThrow(
    `Webhooks go to an address of this machine, such as http://localhost:3000/api/webhooks, and not to ${webhookUrl}`,
  )
  expect(allGone({}, folder.path)).toBe(true)
})

test('a start can be given up midway', async () => {
  const controller = new AbortController()
  const onProgress = (line: string) => line.includes('PostgREST') && controller.abort()
  await expect(startHere({ signal: controller.signal, onProgress })).rejects.toThrow()
  expect(allGone({}, folder.path)).toBe(true)
  expect(await todos(await startHere())).toEqual([])
})

test('a state folder that is not a folder is said plainly', async () => {
  const file = join(folder.path, 'file')
  writeFileSync(file, '')
  await expect(start(file)).rejects.toThrow(`${file} cannot be used: it is not a folder`)
  await expect(start(join(file, 'state'))).rejects.toThrow('cannot be used: it is not a folder')
})

test('a home closed to others holds the state, or what root starts as another user is put elsewhere', async () => {
  const isRoot = process.getuid?.() === 0
  const home = tempFolder({ closed: true })
  const stateDir = join(home.path, 'state')
  try {
    const local = await start(stateDir)
    await todos(local, 'staged')
    await local.stop()
    expect(existsSync(join(stagedFolder(stateDir), 'data'))).toBe(isRoot)
    const again = await start(stateDir)
    expect(await todos(again)).toEqual(['staged'])
    await again.stop()
    // As --fresh does.
    removeState(stateDir)
    expect(existsSync(stagedFolder(stateDir))).toBe(false)
  } finally {
    rmSync(stagedFolder(stateDir), { recursive: true, force: true })
    home.remove()
  }
})
