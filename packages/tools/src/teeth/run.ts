import { applyBreak, findStaleness } from './apply.ts'
import type { Break } from './break.ts'
import { inParallel } from './in-parallel.ts'
import { whyMissed } from './judge.ts'
import { runCheck } from './run-check.ts'
import { findRedUnbroken } from './unbroken.ts'
import { openWorkshop, type Workshop } from './workshop.ts'

/** How one break went. */
export interface Verdict {
  readonly broken: Break
  /** Why it was not noticed; undefined when it was. */
  readonly missed: string | undefined
}

/** Checks at a time: each has ports, folders and processes of its own. */
const LIMIT = 2

/**
 * Breaks copies of the tree at `root`, one break each, and runs their checks; `tell` hears of each
 * verdict at once. The tree is read once, at the beginning, and never written.
 */
export async function runTeeth(
  root: string,
  breaks: readonly Break[],
  tell: (verdict: Verdict) => void = () => {},
): Promise<Verdict[]> {
  const workshop = openWorkshop(root)
  try {
    const stale = new Map(
      breaks.map((broken) => [broken, findStaleness(workshop.unbroken.tree, broken)]),
    )
    const fitting = breaks.filter((broken) => stale.get(broken) === undefined)
    const red = await findRedUnbroken(workshop.unbroken, fitting, LIMIT)
    return await inParallel(breaks, LIMIT, async (broken) => {
      const missed = stale.get(broken) ?? red.get(broken) ?? (await tryBreak(workshop, broken))
      tell({ broken, missed })
      return { broken, missed }
    })
  } finally {
    workshop.close()
  }
}

async function tryBreak(workshop: Workshop, broken: Break): Promise<string | undefined> {
  const copy = workshop.copy()
  try {
    applyBreak(copy.tree, broken)
    return whyMissed(broken.check, await runCheck(copy, [broken.check]))
  } finally {
    workshop.discard(copy)
  }
}
