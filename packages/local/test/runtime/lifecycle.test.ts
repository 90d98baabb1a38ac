import { once } from 'node:events'
import { existsSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import type { Local } from '../../src/index.ts'
import { findProvider } from '../../src/index.ts'
import { stagedFolder } from '../../src/insforge/postgres/folders.ts'
import { freePort } from '../../src/runtime/ports.ts'
import { emptyState } from '../insforge/empty-state.ts'
import { tempFolder } from '../temp.ts'
import { allGone, start, todos } from './fixture.ts'

let folder: ReturnType<typeof emptyState>
const running: Local[] = []
const startHere = async (options: Parameters<typeof start>[1] = {}) => {
  const local = await start(folder.path, options)
  running.push(local)
  return local
}

beforeEach(() => {
  folder = emptyState()
})
afterEach(async () => {
  await Promise.all(running.splice(0).map((local) => local.stop()))
  folder.remove()
})

test('rows and secrets outlive a stop and a start, not --fresh', async () => {
  const first = await startHere()
  await todos(first, 'kept')
  await first.stop()
  expect(allGone(first.pids, folder.path)).toBe(true)
  expect(statSync(join(folder.path, 'secrets.json')).mode & 0o777).toBe(0o600)

  const second = await startHere()
  expect(await todos(second)).toEqual(['kept'])
  const names = ['INSFORGE_JWT_SECRET', 'INSFORGE_ANON_KEY', 'INSFORGE_API_KEY']
  for (const name of names) expect(second.env[name]).toBe(first.env[name])
  await second.stop()

  const third = await startHere({ fresh: true })
  expect(await todos(third)).toEqual([])
  expect(third.env.INSFORGE_JWT_SECRET).not.toBe(first.env.INSFORGE_JWT_SECRET)
})

test('a provider brings its emulator and its variables, which stay the same', async () => {
  const provider = findProvider('workos')
  if (!provider) throw new Error('workos is missing')
  const first = await startHere({ provider })
  expect(Object.keys(first.pids).sort()).toEqual(['emulator', 'gateway', 'postgres', 'postgrest'])
  expect((await fetch(`${first.emulatorUrl}/`)).status).toBeGreaterThan(0)
  await first.stop()
  expect(allGone(first.pids, folder.path)).toBe(true)
  const second = await startHere({ provider })
  expect(second.env.WORKOS_API_KEY).toBe(first.env.WORKOS_API_KEY)
})

test('the caller’s PG* variables are about other servers', async () => {
  for (const [name, value] of [
    ['PGSSLMODE', 'require'],
    ['PGOPTIONS', '-c default_transaction_read_only=on'],
    ['PGDATABASE', 'other'],
  ] as const) {
    vi.stubEnv(name, value)
  }
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

test('of two starts at once one runs and the other is refused', async () => {
  const outcomes = await Promise.allSettled([startHere(), startHere()])
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
})

test('a taken port is named, with the way out, and nothing is left', async () => {
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

test('an end that nobody asked for is told, with the last words', async () => {
  const local = await startHere()
  process.kill(local.pids.postgrest ?? 0, 'SIGTERM')
  const { message } = await local.failed
  expect(message).toMatch(/^postgrest ended by itself .*\nThe end of .*postgrest\.log|^postgrest/)
  expect(message).toContain('postgrest.log')
  await local.stop()
  expect(allGone(local.pids, folder.path)).toBe(true)
})

test('a start can be given up midway', async () => {
  const controller = new AbortController()
  const onProgress = (line: string) => line.includes('PostgREST') && controller.abort()
  await expect(startHere({ signal: controller.signal, onProgress })).rejects.toThrow()
  expect(allGone({}, folder.path)).toBe(true)
  expect(await todos(await startHere())).toEqual([])
})

test('a state folder that is none is said plainly', async () => {
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
    const fresh = await start(stateDir, { fresh: true })
    expect(await todos(fresh)).toEqual([])
    await fresh.stop()
  } finally {
    rmSync(stagedFolder(stateDir), { recursive: true, force: true })
    home.remove()
  }
})
