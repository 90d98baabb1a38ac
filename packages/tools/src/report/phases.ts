import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { listExamples, listMembers, repositoryRoot } from '../repository.ts'
import { runTurbo } from '../turbo.ts'
import { judge, suitesOf } from './judge.ts'
import { format, sum, type Tally } from './reports.ts'

/** A part of `pnpm test`: turbo tasks that run together. */
export interface Phase {
  readonly name: string
  readonly title: string
  readonly tasks: readonly string[]
  readonly flags?: readonly string[]
  /** Passed to the tasks' own commands. */
  readonly args?: readonly string[]
}

const vitestArgs = [
  ...['--allowOnly=false', '--reporter=default'],
  ...['--reporter=json', '--outputFile.json=reports/vitest.json'],
]

/** Leaves out `*.full.test.ts`; vitest's `--exclude` does not reach packages that have projects. */
const withoutFull = ['--exclude=**/*.full.test.ts', '--project=!full']

/** The parts of `pnpm test`, in their order: what is quickly known comes first. */
export function listPhases(root: string, full: boolean): Phase[] {
  return [
    {
      name: 'static',
      title: 'types, lint, and the rules of the repository',
      tasks: ['typecheck', 'lint', 'check'],
      // More compilers than cores would keep each other from their caches.
      flags: ['--concurrency=100%'],
    },
    {
      name: 'unit',
      title: 'units, database, gateway, and emulators',
      tasks: ['test'],
      args: full ? vitestArgs : [...vitestArgs, ...withoutFull],
    },
    browserPhase(listExamples(root), full, full),
    ...(full ? [portablePhase] : []),
  ]
}

/**
 * The browser suites of some examples. They take turns: see `runProvider` in packages/e2e.
 *
 * @param full Runs also what is the same in several examples and is otherwise run on one of them.
 * @param together Visits all of them in one browser, too, after their turns; `pnpm test` does so with
 * `--full` only.
 */
export function browserPhase(examples: readonly string[], full: boolean, together = false): Phase {
  const tasks = examples.map((example) => `e2e:${example}`)
  return {
    name: 'browser',
    title: `copied out, built and driven in a browser: ${examples.join(', ')}`,
    tasks: [...tasks, ...(together ? togetherPhase.tasks : [])],
    // All begin at once, and wait for each other.
    flags: [`--concurrency=${tasks.length + 1}`],
    // As arguments they are part of what turbo caches by.
    args: [`--beside=${examples.join()}`, ...(full ? ['--full'] : [])],
  }
}

/** Each example copied out with the local services, as npm packs them. */
const portablePhase: Phase = {
  name: 'portable',
  title: 'copied out with the local services, installed with npm and with pnpm',
  tasks: ['e2e:portable'],
}

/** All examples in one browser. It takes what their own suites have built. */
export const togetherPhase: Phase = {
  name: 'together',
  title: 'all of them in one browser, over one InsForge',
  tasks: ['e2e:all'],
}

/**
 * Runs phases one after the other, prints each with its time, and ends with the line that sums them.
 *
 * @param force Runs everything, whatever the cache holds.
 */
export async function runPhases(phases: readonly Phase[], force = false): Promise<Tally> {
  removeReports(repositoryRoot)
  const tallies: Tally[] = []
  const lines: string[] = []
  for (const phase of phases) {
    console.log(`\n── ${phase.title}`)
    const start = performance.now()
    const run = await runTurbo(turboArgs(phase, force))
    const tally = judge(repositoryRoot, run, suitesOf(repositoryRoot, phase.tasks))
    const seconds = ((performance.now() - start) / 1000).toFixed(1)
    tallies.push(tally)
    lines.push(`${seconds.padStart(6)} s  ${phase.name}: ${format(tally)}`)
  }
  const total = sum(tallies)
  console.log(`\n${[...lines, ...total.failures.map((failure) => `✗ ${failure}`)].join('\n')}\n`)
  console.log(format(total))
  return total
}

function turboArgs({ tasks, flags = [], args }: Phase, force: boolean): string[] {
  const own = ['--continue=always', '--output-logs=new-only', ...flags]
  return [...tasks, ...own, ...(force ? ['--force'] : []), ...(args ? ['--', ...args] : [])]
}

/** Removes every report, so that none of an earlier run can be counted. */
export function removeReports(root: string): void {
  for (const folder of listMembers(root)) {
    rmSync(join(root, folder, 'reports'), { recursive: true, force: true })
  }
}
