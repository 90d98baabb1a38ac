import { rmSync } from 'node:fs'
import { expect, test } from 'vitest'
import { eventually } from '../eventually.ts'
import { emptyStatePerTest } from '../insforge/empty-state.ts'
import { allGone, start, todos } from './fixture.ts'
import { kill, type Run, run } from './run.ts'

const folder = emptyStatePerTest()
const isOver = (pids: Readonly<Record<string, number>>) =>
  eventually(() => allGone(pids, folder.path))

test.each([
  ['there', () => {}],
  ['thrown away before', () => rmSync(folder.path, { recursive: true })],
])('kill -9 of the supervisor: all ends by itself, with the state folder %s', async (_, first) => {
  const before = await run(folder.path)
  await todos(before, 'kept')
  first()
  await kill(before)
  expect(await isOver(before.pids)).toBe(true)
})

test('kill -9 of a part: told with its last words, stopped, and the next start goes on', async () => {
  let local = await start(folder.path)
  await todos(local, 'kept')
  for (const part of ['postgres', 'postgrest', 'gateway']) {
    process.kill(local.pids[part] ?? 0, 'SIGKILL')
    const { message } = await local.failed
    expect(message).toMatch(new RegExp(`^${part} ended by itself \\(SIGKILL\\)`))
    expect(message).toContain(`${part}.log:\n  `)
    await local.stop()
    expect(await isOver(local.pids), part).toBe(true)
    local = await start(folder.path)
    expect(await todos(local), part).toEqual(['kept'])
  }
  await local.stop()
  expect(await isOver(local.pids)).toBe(true)
})

test('of two processes that start at once one runs and the other says which', async () => {
  const outcomes = await Promise.allSettled([run(folder.path), run(folder.path)])
  const runs = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? outcome.value : []))
  const refusals = outcomes.flatMap((outcome) => ('reason' in outcome ? outcome.reason : []))
  const [winner] = runs as [Run]
  try {
    expect([runs.length, refusals.length]).toEqual([1, 1])
    expect(refusals[0].message).toMatch(
      new RegExp(`^Already running: InsForge for .*\\(pid ${winner.child.pid}, `),
    )
    expect(await todos(winner, 'of the one that runs')).toEqual(['of the one that runs'])
  } finally {
    await Promise.all(runs.map(kill))
    expect(await isOver(Object.assign({}, ...runs.map(({ pids }) => pids)))).toBe(true)
  }
})
