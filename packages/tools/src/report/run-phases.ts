import { repositoryRoot } from '../repository.ts'
import { runTurbo } from '../turbo/run.ts'
import { judge } from './judge.ts'
import { type Phase, removeReports, suitesOf } from './phases.ts'
import { listSuites } from './suites.ts'
import { format, sum, type Tally } from './tally.ts'

export interface RunOptions {
  /** Runs everything, whatever the cache holds. */
  readonly force?: boolean
}

/** Runs phases one after the other, prints each with its time, and ends with the line that sums them. */
export async function runPhases(
  phases: readonly Phase[],
  { force = false }: RunOptions,
): Promise<Tally> {
  removeReports(repositoryRoot)
  const tallies: Tally[] = []
  const lines: string[] = []
  for (const phase of phases) {
    console.log(`\n── ${phase.title}`)
    const start = performance.now()
    const run = await runTurbo(turboArgs(phase, force))
    const suites = suitesOf(phase, listSuites(repositoryRoot))
    const tally = judge(repositoryRoot, run, suites)
    tallies.push(tally)
    lines.push(`${seconds(start)}  ${phase.name}: ${format(tally)}`)
  }
  const total = sum(tallies)
  console.log(`\n${[...lines, ...total.failures.map((failure) => `✗ ${failure}`)].join('\n')}\n`)
  console.log(format(total))
  return total
}

function turboArgs(phase: Phase, force: boolean): string[] {
  return [
    ...phase.tasks,
    '--continue=always',
    '--output-logs=new-only',
    ...(phase.flags ?? []),
    ...(force ? ['--force'] : []),
    ...(phase.args ? ['--', ...phase.args] : []),
  ]
}

function seconds(start: number): string {
  return `${((performance.now() - start) / 1000).toFixed(1)} s`.padStart(8)
}
