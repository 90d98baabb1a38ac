import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { applyBreak, findStaleness } from './apply.ts'
import type { Break } from './break.ts'
import { copyTree } from './copy.ts'
import { inParallel } from './in-parallel.ts'
import { whyMissed } from './judge.ts'
import { linkInstalled } from './link-installed.ts'
import { runCommand } from './run-command.ts'
import { runTests } from './run-tests.ts'
import { findRedUnbroken } from './unbroken.ts'

/** How one break went. */
export interface Verdict {
  readonly broken: Break
  /** Undefined when the break was noticed. */
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
  const folder = mkdtempSync(join(tmpdir(), 'teeth-'))
  const remove = () => rmSync(folder, { recursive: true, force: true })
  process.once('exit', remove)
  try {
    const unbroken = join(folder, 'unbroken')
    copyTree(root, unbroken)
    linkInstalled(root, unbroken)
    const fitting = breaks.filter((broken) => findStaleness(unbroken, broken) === undefined)
    const red = await findRedUnbroken(unbroken, fitting, LIMIT)

    return await inParallel(breaks, LIMIT, async (broken) => {
      const copy = join(folder, `${breaks.indexOf(broken)}`)
      const missed =
        findStaleness(unbroken, broken) ?? red.get(broken) ?? (await tryBreak(copy, broken))
      tell({ broken, missed })
      return { broken, missed }
    })
  } finally {
    process.off('exit', remove)
    remove()
  }

  async function tryBreak(copy: string, broken: Break): Promise<string | undefined> {
    copyTree(join(folder, 'unbroken'), copy)
    linkInstalled(root, copy)
    applyBreak(copy, broken)
    const { check } = broken
    const outcome = await ('command' in check
      ? runCommand(copy, check)
      : runTests(copy, check, [check.test]))
    rmSync(copy, { recursive: true, force: true })
    return whyMissed(check, outcome)
  }
}
