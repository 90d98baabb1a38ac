import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { identify } from '../../src/runtime/identity.ts'
import { eventually } from '../eventually.ts'
import { emptyState } from '../insforge/empty-state.ts'
import { allGone, start, todos } from './fixture.ts'
import { kill, type Run, run } from './run.ts'

let folder: ReturnType<typeof emptyState>
beforeEach(() => {
  folder = emptyState()
})
afterEach(() => folder.remove())

/** The next start, which has to find every row and to leave nothing. It takes five seconds at most;
 * where the first start took long, three times that. */
async function expectRecovery(before: Run, titles: string[]): Promise<void> {
  const startedAt = performance.now()
  const local = await start(folder.path)
  expect(performance.now() - startedAt).toBeLessThan(Math.max(5_000, 3 * before.startMs))
  expect(await todos(local)).toEqual(titles)
  for (const pid of Object.values(before.pids)) expect(identify(pid)).toBeUndefined()
  await local.stop()
  expect(await eventually(() => allGone(local.pids, folder.path))).toBe(true)
}

test.each([
  ['there', () => {}],
  ['thrown away before', () => rmSync(folder.path, { recursive: true })],
])(
  'kill -9 of the supervisor: all ends by itself, with the state folder %s',
  async (_, prepare) => {
    const before = await run(folder.path)
    await todos(before, 'kept')
    prepare()
    await kill(before)
    expect(await eventually(() => allGone(before.pids, folder.path))).toBe(true)
  },
)

test('kill -9 of the supervisor, and at once the next start', async () => {
  const before = await run(folder.path)
  await todos(before, 'kept')
  await kill(before)
  await expectRecovery(before, ['kept'])
})

test.each(['postgres', 'postgrest', 'gateway'])(
  'kill -9 of %s and kill -9 of the supervisor: the next start cleans up and goes on',
  async (part) => {
    const before = await run(folder.path)
    await todos(before, 'kept')
    process.kill(before.pids[part] ?? 0, 'SIGKILL')
    await kill(before)
    await expectRecovery(before, ['kept'])
  },
)

test.each(['postgres', 'postgrest', 'gateway'])(
  'kill -9 of %s: told, stopped, and the next start goes on',
  async (part) => {
    const local = await start(folder.path)
    await todos(local, 'kept')
    process.kill(local.pids[part] ?? 0, 'SIGKILL')
    expect((await local.failed).message).toMatch(
      new RegExp(`^${part} ended by itself \\(SIGKILL\\)`),
    )
    await local.stop()
    const again = await start(folder.path)
    expect(await todos(again)).toEqual(['kept'])
    await again.stop()
    expect(await eventually(() => allGone({ ...local.pids, ...again.pids }, folder.path))).toBe(
      true,
    )
  },
)

test('SIGTERM ends all parts in order', async () => {
  const before = await run(folder.path)
  before.child.kill('SIGTERM')
  expect(await once(before.child, 'exit')).toEqual([0, null])
  expect(allGone(before.pids, folder.path)).toBe(true)
})

test('PostgREST being down is a 500 that says so', async () => {
  const local = await start(folder.path)
  process.kill(local.pids.postgrest ?? 0, 'SIGKILL')
  await local.failed
  const response = await fetch(`${local.gatewayUrl}/api/database/records/todos`, {
    headers: { authorization: `Bearer ${local.env.INSFORGE_API_KEY}` },
  })
  expect(response.status).toBe(500)
  expect(await response.json()).toEqual({
    error: 'INTERNAL_ERROR',
    message: expect.stringMatching(/^connect ECONNREFUSED 127\.0\.0\.1:\d+$/),
    statusCode: 500,
  })
  await local.stop()
})
