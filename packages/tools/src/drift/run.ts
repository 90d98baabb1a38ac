import { run } from '@insforge-auth-starters/local/runtime'
import { z } from 'zod'
import { writePackageLock } from '../locks/write.ts'
import type { Check } from '../mutate/mutant.ts'
import { runTests } from '../mutate/run-check.ts'
import type { Copy } from '../mutate/sandbox.ts'
import { type Tally, tallyOf } from '../report/reports.ts'
import { gitEnvironment, readPackageJson } from '../repository.ts'
import { findPins, newestOf, type Pin } from './pins.ts'
import { type Bump, firstError, takeNewest } from './take-newest.ts'

/** One thing that was tried with the newest packages. */
export interface Step extends Tally {
  readonly title: string
}

/** What became of a provider with the newest versions of its packages. */
export interface Drift {
  readonly provider: string
  readonly pins: readonly (Pin & { readonly newest: string })[]
  readonly steps: readonly Step[]
}

/** True if something does not work with the newest packages. */
export function isBroken({ steps }: Drift): boolean {
  return steps.some(({ failures }) => failures.length > 0)
}

/** Takes a provider's newest packages in a copy of the repository, and runs its tests there. */
export async function runDrift(copy: Copy, provider: string): Promise<Drift> {
  const { tree } = copy
  const pins: Bump[] = []
  const asked = await attempt('npm names the newest', async () => {
    for (const pin of findPins(tree, provider)) {
      pins.push({ ...pin, release: await newestOf(pin.name, tree) })
    }
    return { passed: pins.length, failures: [] }
  })
  const others = async () => [
    await attempt('npm installs them together', async () => {
      const refused = takeNewest(tree, provider, pins, writePackageLock)
      return { passed: pins.length - refused.length, failures: refused }
    }),
    await attempt('the emulator', async () => {
      await install(tree)
      return test(copy, emulatorCheck(provider))
    }),
    await attempt('the journey in a browser', () => test(copy, journeyCheck(provider))),
  ]
  const steps = [asked, ...(asked.failures.length > 0 ? [] : await others())]
  return {
    provider,
    pins: pins.map(({ release, ...pin }) => ({ ...pin, newest: release.version })),
    // Without the name of a folder that is gone when this is read.
    steps: steps.map((step) => ({
      ...{ ...step, failures: step.failures.map((text) => text.replaceAll(`${tree}/`, '')) },
    })),
  }
}

async function install(tree: string): Promise<void> {
  const { packageManager } = z
    .object({ packageManager: z.string() })
    .parse(readPackageJson(tree, '.'))
  const args = ['install', '--no-frozen-lockfile', '--prefer-offline', '--filter=./packages/*']
  // What came out today is what this is about.
  const today = '--config.minimum-release-age=0'
  const env = { ...gitEnvironment(), CI: 'true' }
  await run('npx', ['-y', packageManager, ...args, today], { cwd: tree, env })
}

const emulatorCheck = (provider: string): Check => ({
  ...{ folder: 'packages/local', file: `test/providers/${provider}`, test: '' },
})

const journeyCheck = (provider: string): Check => ({
  ...{ folder: 'packages/e2e', example: provider, file: 'suite/journey.spec.ts', test: '' },
})

const LIMIT = 1_800_000

/** The sum of these tests. A runner that failed without a failed test, or ran none, is a failure. */
async function test(copy: Copy, check: Check): Promise<Tally> {
  const { report, succeeded, output } = await runTests(copy, [check], LIMIT)
  const tally = tallyOf(report)
  if (tally.failures.length > 0 || (succeeded && tally.passed > 0)) return tally
  return { ...tally, failures: [firstError(output)] }
}

/** A step that throws has failed. */
async function attempt(title: string, work: () => Promise<Tally>): Promise<Step> {
  try {
    return { title, ...(await work()) }
  } catch (error) {
    return { title, passed: 0, failures: [firstError(error)] }
  }
}
