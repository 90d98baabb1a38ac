import { whyFailing, whySurvived } from './judge.ts'
import { applyMutant, findStaleness, type Mutant } from './mutant.ts'
import { runCheck, runOf } from './run-check.ts'
import { type Copy, openSandbox, type Sandbox } from './sandbox.ts'

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
    const why = new Map(mutants.map((one) => [one, findStaleness(sandbox.original.tree, one)]))
    const fitting = mutants.filter((mutant) => why.get(mutant) === undefined)
    for (const [mutant, reason] of await runBaselines(sandbox.original, fitting)) {
      why.set(mutant, reason)
    }
    return await inParallel(mutants, async (mutant) => {
      const survived = why.get(mutant) ?? (await tryMutant(sandbox, mutant))
      report({ mutant, survived })
      return { mutant, survived }
    })
  } finally {
    sandbox.close()
  }
}

/**
 * Runs the checks of all mutants once on the unchanged tree, each test file and each example once.
 * Returns why a mutant's check does not pass there.
 */
async function runBaselines(original: Copy, mutants: readonly Mutant[]) {
  const groups = new Map<string, Mutant[]>()
  for (const mutant of mutants) {
    const key = runOf(mutant.check)
    groups.set(key, [...(groups.get(key) ?? []), mutant])
  }
  const results = await inParallel([...groups.values()], async (group) => {
    const checks = group.map(({ check }) => check)
    const outcome = await runCheck(original, checks)
    return group.map((mutant) => [mutant, whyFailing(mutant.check, outcome)] as const)
  })
  return results.flat()
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

/** Does `work` for every item, `LIMIT` at a time; the results in the order of the items. */
async function inParallel<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  const queue = items.entries()
  const worker = async () => {
    for (const [index, item] of queue) results[index] = await work(item)
  }
  await Promise.all(Array.from({ length: LIMIT }, worker))
  return results
}
