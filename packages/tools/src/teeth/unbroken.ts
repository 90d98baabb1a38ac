import { type Break, runOf } from './break.ts'
import { inParallel } from './in-parallel.ts'
import { whyNotGreen } from './judge.ts'
import { runCheck } from './run-check.ts'
import type { Copy } from './workshop.ts'

/**
 * Runs every distinct check on the unbroken product, once. Gives the breaks whose check proves
 * nothing, with the reason.
 */
export async function findRedUnbroken(
  unbroken: Copy,
  breaks: readonly Break[],
  limit: number,
): Promise<Map<Break, string>> {
  const groups = [...byRun(breaks).values()]
  const red = await inParallel(groups, limit, async (group) => {
    const checks = group.map(({ check }) => check)
    const outcome = await runCheck(unbroken, checks)
    return group.flatMap((broken): [Break, string][] => {
      const why = whyNotGreen(broken.check, outcome)
      return why === undefined ? [] : [[broken, why]]
    })
  })
  return new Map(red.flat())
}

/** The breaks by what is run for them. */
function byRun(breaks: readonly Break[]): Map<string, Break[]> {
  const groups = new Map<string, Break[]>()
  for (const broken of breaks) {
    const key = runOf(broken.check)
    groups.set(key, [...(groups.get(key) ?? []), broken])
  }
  return groups
}
