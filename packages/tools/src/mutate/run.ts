import { applyMutant, findStaleness } from './apply.ts'
import { findFailingBaselines } from './baseline.ts'
import { inParallel } from './in-parallel.ts'
import { whySurvived } from './judge.ts'
import type { Mutant } from './mutant.ts'
import { runCheck } from './run-check.ts'
import { openSandbox, type Sandbox } from './sandbox.ts'

/** The result of one mutant. */
export interface Verdict {
  readonly mutant: Mutant
  /** Why it survived; undefined when it was killed. */
  readonly survived: string | undefined
}

/** Checks at a time: each has ports, folders and processes of its own. */
const LIMIT = 2

/**
 * Applies each mutant to a copy of the tree at `root` and runs its check; `report` gets each verdict
 * at once. The tree is read once, at the start, and never written.
 */
export async function runMutants(
  root: string,
  mutants: readonly Mutant[],
  report: (verdict: Verdict) => void = () => {},
): Promise<Verdict[]> {
  const sandbox = openSandbox(root)
  try {
    const stale = new Map(
      mutants.map((mutant) => [mutant, findStaleness(sandbox.original.tree, mutant)]),
    )
    const fitting = mutants.filter((mutant) => stale.get(mutant) === undefined)
    const failing = await findFailingBaselines(sandbox.original, fitting, LIMIT)
    return await inParallel(mutants, LIMIT, async (mutant) => {
      const survived =
        stale.get(mutant) ?? failing.get(mutant) ?? (await tryMutant(sandbox, mutant))
      report({ mutant, survived })
      return { mutant, survived }
    })
  } finally {
    sandbox.close()
  }
}

async function tryMutant(sandbox: Sandbox, mutant: Mutant): Promise<string | undefined> {
  const copy = sandbox.copy()
  try {
    applyMutant(copy.tree, mutant)
    return whySurvived(mutant.check, await runCheck(copy, [mutant.check]))
  } finally {
    sandbox.discard(copy)
  }
}
