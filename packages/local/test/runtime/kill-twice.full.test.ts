import { once } from 'node:events'
import { expect, test } from 'vitest'
import { identify } from '../../src/runtime/identity.ts'
import { emptyStatePerTest } from '../insforge/empty-state.ts'
import { allGone, todos } from './fixture.ts'
import { kill, run } from './run.ts'

const folder = emptyStatePerTest()

// The next start takes five seconds at most; where the one before took long, three times that.
test('kill -9 of a part, or none, and kill -9 of the supervisor: the next start cleans up and goes on', async () => {
  let before = await run(folder.path)
  await todos(before, 'kept')
  for (const part of ['nothing else', 'postgres', 'postgrest', 'gateway']) {
    if (before.pids[part]) process.kill(before.pids[part], 'SIGKILL')
    await kill(before)
    const next = await run(folder.path)
    expect(next.startMs, part).toBeLessThan(Math.max(5_000, 3 * before.startMs))
    expect(await todos(next), part).toEqual(['kept'])
    for (const pid of Object.values(before.pids)) expect(identify(pid), part).toBeUndefined()
    before = next
  }
  before.child.kill('SIGTERM')
  expect(await once(before.child, 'exit'), 'SIGTERM ends all parts in order').toEqual([0, null])
  expect(allGone(before.pids, folder.path)).toBe(true)
})
