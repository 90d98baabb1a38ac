import { inParallel } from './in-parallel.ts'
import { whyFailing } from './judge.ts'
import { type Mutant, runOf } from './mutant.ts'
import { runCheck } from './run-check.ts'
import type { Copy } from './sandbox.ts'

/**
 * Runs the checks of all mutants once on the unchanged tree, grouped so that each test file and each
 * example is started once. Returns the mutants whose check does not pass there, with the reason.
 */
export async function findFailingBaselines(
  original: Copy,
  mutants: readonly Mutant[],
  limit: number,
): Promise<Map<Mutant, string>> {
  const groups = [...byRun(mutants).values()]
  const failing = await inParallel(groups, limit, async (group) => {
    const checks = group.map(({ check }) => check)
    const outcome = await runCheck(original, checks)
    return group.flatMap((mutant): [Mutant, string][] => {
      const why = whyFailing(mutant.check, outcome)
      return why === undefined ? [] : [[mutant, why]]
    })
  })
  return new Map(failing.flat())
}

/** The mutants grouped by what runs for them. */
function byRun(mutants: readonly Mutant[]): Map<string, Mutant[]> {
  const groups = new Map<string, Mutant[]>()
  for (const mutant of mutants) {
    const key = runOf(mutant.check)
    groups.set(key, [...(groups.get(key) ?? []), mutant])
  }
  return groups
}
