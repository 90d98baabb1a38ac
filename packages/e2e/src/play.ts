import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createUser, loadDriver } from './driver.ts'
import { plainEnvironment } from './environment.ts'
import type { PortableStage, Stage, TogetherStage } from './stage.ts'

const packageFolder = fileURLToPath(new URL('..', import.meta.url))

/**
 * The parts of the suite, one after the other, each with the projects of `playwright.config.ts` that
 * it runs. Each is a run of its own: a test that fails keeps none in a later part from running.
 */
const parts = { app: ['app'], faults: ['faults', 'apart'], after: ['after'] } as const

/** The name of a part. */
export type Part = keyof typeof parts

/**
 * Runs one part of the suite; resolves with whether it passed. Without traces, which cost a tenth of
 * it: a failed test that is run alone leaves one.
 *
 * @param leftOut Files of the common suite, or patterns of any, that are not run: see `selection.ts`.
 */
export function playPart(stage: Stage, part: Part, report: string, leftOut: readonly string[]) {
  const projects = parts[part].map((project) => `--project=${project}`)
  // A folder of its own: Playwright empties it at the start, and with it what the part before left.
  const output = `--output=test-results/${stage.provider}/${part}`
  const args = ['--trace=off', output, ...projects]
  return playOwn(stage, args, report, { E2E_LEFT_OUT: leftOut.join() })
}

/** Some tests of the suite: files of this package, and what the title of a test has to match. */
export interface Tests {
  readonly files: readonly string[]
  readonly title: string
}

/**
 * Runs some tests of the suite, one at a time: what takes an emulator down would disturb the others.
 * Nothing is waited for as long as in the whole suite, because a mutant is killed by what never comes,
 * unless `E2E_EXPECT_TIMEOUT` says otherwise.
 */
export function playTests(stage: Stage, { files, title }: Tests, report: string) {
  const args = ['--workers=1', `--grep=${title}`, ...files.map((file) => `/${file}`)]
  return playOwn(stage, args, report, {
    E2E_EXPECT_TIMEOUT: process.env.E2E_EXPECT_TIMEOUT ?? '5000',
  })
}

/** Visits all apps in one browser. */
export const playTogether = (stage: TogetherStage, report: string) =>
  playOwn(stage, ['--config=together/playwright.config.ts'], report)

/** Runs copied-out examples with the local services that they bring along. */
export const playPortable = (stage: PortableStage, report: string) =>
  playOwn(stage, ['--config=portable/playwright.config.ts'], report)

/** Takes the screenshots into a folder. */
export const playScreenshots = (stage: Stage, folder: string) =>
  playOwn(stage, ['--project=screenshots'], join(stage.scratch, 'report.json'), {
    SCREENSHOTS: folder,
  })

/** Runs the smoke test that ships with the example, as its owner would against a real account. */
export async function playSmokeTest(stage: Stage, report: string): Promise<boolean> {
  const person = await createUser(stage)
  const { pages } = await loadDriver(stage.provider)
  return play(stage.appDir, ['--config=e2e/playwright.config.ts'], report, {
    ...plainEnvironment(),
    ...stage.env,
    ...stage.browser.env,
    E2E_BASE_URL: stage.appUrl,
    E2E_EMAIL: person.email,
    E2E_PASSWORD: pages.smokePassword?.(stage, person) ?? person.password,
    PLAYWRIGHT_CHROMIUM_PATH: stage.browser.executablePath,
  })
}

function playOwn(
  stage: Stage | TogetherStage | PortableStage,
  args: string[],
  report: string,
  env: NodeJS.ProcessEnv = {},
): Promise<boolean> {
  const file = join(stage.scratch, 'stage.json')
  // It holds the run's secrets.
  writeFileSync(file, JSON.stringify(stage, null, 2), { mode: 0o600 })
  const all = { ...process.env, ...stage.browser.env, ...env, E2E_STAGE: file }
  return play(packageFolder, args, report, all)
}

async function play(folder: string, args: string[], report: string, env: NodeJS.ProcessEnv) {
  const require = createRequire(join(folder, 'package.json'))
  const cli = join(dirname(require.resolve('@playwright/test/package.json')), 'cli.js')
  const reporting = ['--forbid-only', '--reporter=list,json']
  const child = spawn(process.execPath, [cli, 'test', ...reporting, ...args], {
    cwd: folder,
    env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const [code] = await once(child, 'exit')
  return code === 0
}
