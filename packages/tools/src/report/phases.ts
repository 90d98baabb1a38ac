import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { listExamples, listPackages } from '../repository.ts'
import type { Suite } from './suites.ts'

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
  '--allowOnly=false',
  '--reporter=default',
  '--reporter=json',
  '--outputFile.json=reports/vitest.json',
]

/**
 * The parts of `pnpm test`, in their order: what is quickly known comes first.
 *
 * @param full Runs all browser tests on every example: see `browserPhase`.
 */
export function listPhases(root: string, full = false): Phase[] {
  return [
    {
      name: 'static',
      title: 'types, lint, copies and lockfiles',
      tasks: ['typecheck', 'lint', 'check:sync'],
      // More compilers than cores would keep each other from their caches.
      flags: ['--concurrency=100%'],
    },
    {
      name: 'unit',
      title: 'units, database, gateway, emulators and the rules of the repository',
      tasks: ['test'],
      args: vitestArgs,
    },
    browserPhase(listExamples(root), full),
    togetherPhase,
  ]
}

/**
 * The browser suites of some examples. They take turns: see `runProvider` in packages/e2e.
 *
 * @param full Runs also what is the same in several examples and is otherwise run on one of them.
 */
export function browserPhase(examples: readonly string[], full = false): Phase {
  return {
    name: 'browser',
    title: `copied out, built and driven in a browser: ${examples.join(', ')}`,
    tasks: examples.map((example) => `e2e:${example}`),
    flags: ['--concurrency=3'],
    // As an argument it is part of what turbo caches by.
    ...(full && { args: ['--full'] }),
  }
}

/** All examples in one browser, after their own suites: it takes what those have built. */
export const togetherPhase: Phase = {
  name: 'together',
  title: 'all of them in one browser, over one InsForge',
  tasks: ['e2e:all'],
}

/** The suites that a phase runs. */
export function suitesOf(phase: Phase, suites: readonly Suite[]): Suite[] {
  return suites.filter((suite) => phase.tasks.some((task) => suite.task.endsWith(`#${task}`)))
}

/** Removes every report, so that none of an earlier run can be counted. */
export function removeReports(root: string): void {
  const folders = [
    ...listPackages(root).map((name) => join('packages', name)),
    ...listExamples(root).map((name) => join('examples', name)),
  ]
  for (const folder of folders) {
    rmSync(join(root, folder, 'reports'), { recursive: true, force: true })
  }
}
