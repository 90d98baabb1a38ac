import type { Break, Check } from './break.ts'
import { inParallel } from './in-parallel.ts'
import { whyNotGreen } from './judge.ts'
import { runCommand } from './run-command.ts'
import { runTests } from './run-tests.ts'

/**
 * Runs every distinct check on the unbroken product, once. Gives the breaks whose check proves
 * nothing, with the reason.
 */
export async function findRedUnbroken(
  copy: string,
  breaks: readonly Break[],
  limit: number,
): Promise<Map<Break, string>> {
  const red = await inParallel([...byRun(breaks).values()], limit, async (group) => {
    const outcome = await runTogether(
      copy,
      group.map(({ check }) => check),
    )
    return group.flatMap((broken): [Break, string][] => {
      const why = whyNotGreen(broken.check, outcome)
      return why === undefined ? [] : [[broken, why]]
    })
  })
  return new Map(red.flat())
}

/** The breaks by what is run for them: one test file, or one command. */
function byRun(breaks: readonly Break[]): Map<string, Break[]> {
  const groups = new Map<string, Break[]>()
  for (const broken of breaks) {
    const { check } = broken
    const key = 'command' in check ? check.command.join(' ') : `${check.package}/${check.file}`
    groups.set(key, [...(groups.get(key) ?? []), broken])
  }
  return groups
}

/** Checks of one file, or of one command. */
function runTogether(copy: string, checks: readonly Check[]) {
  const [first] = checks
  if (!first) throw new Error('there is nothing to run')
  if ('command' in first) return runCommand(copy, first)
  const names = checks.flatMap((check) => ('test' in check ? [check.test] : []))
  return runTests(copy, first, [...new Set(names)])
}
