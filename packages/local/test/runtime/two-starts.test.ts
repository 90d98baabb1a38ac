import { expect, test } from 'vitest'
import { eventually } from '../eventually.ts'
import { emptyState } from '../insforge/empty-state.ts'
import { allGone, todos } from './fixture.ts'
import { kill, type Run, run } from './run.ts'

test('of two processes that start at once one runs and the other says which', async () => {
  const folder = emptyState()
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
    const pids = Object.assign({}, ...runs.map((each) => each.pids))
    expect(await eventually(() => allGone(pids, folder.path))).toBe(true)
    folder.remove()
  }
})
