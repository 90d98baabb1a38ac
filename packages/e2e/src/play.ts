import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { plainEnvironment } from './environment.ts'
import { createUser, loadDriver } from './providers/index.ts'
import type { Stage, TogetherStage } from './stage.ts'

const packageFolder = fileURLToPath(new URL('..', import.meta.url))

/**
 * The parts of the suite, one after the other, each with the projects of `playwright.config.ts` that
 * it runs. Each is a run of its own: a test that fails keeps none in a later part from running.
 */
export const parts = {
  app: ['app'],
  faults: ['faults', 'apart'],
  after: ['after'],
} as const

/** The name of a part. */
export type Part = keyof typeof parts

/**
 * Runs one part of the suite; resolves with whether it passed. Without traces, which cost a tenth of
 * it: a failed test that is run alone leaves one.
 *
 * @param leftOut Files of the suite that are not run: see `selection.ts`.
 */
export function playPart(
  stage: Stage,
  part: Part,
  report: string,
  leftOut: readonly string[],
): Promise<boolean> {
  const projects = parts[part].map((project) => `--project=${project}`)
  const args = ['--reporter=list,json', '--trace=off', ...projects]
  return playOwn(stage, args, {
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
    E2E_LEFT_OUT: leftOut.join(),
  })
}

/** Some tests of the suite. */
export interface Tests {
  /** Files of this package. */
  readonly files: readonly string[]
  /** What the title of a test has to match. */
  readonly title: string
}

/** Milliseconds: a mutant is killed by what never comes, which should not take long to notice. */
const IMPATIENT = '5000'

/**
 * Runs some tests of the suite, one at a time: what takes an emulator down would disturb the others.
 * Nothing is waited for as long as in the whole suite, unless `E2E_EXPECT_TIMEOUT` says otherwise.
 */
export function playTests(stage: Stage, tests: Tests, report: string): Promise<boolean> {
  const args = ['--workers=1', '--reporter=list,json', `--grep=${tests.title}`]
  const files = tests.files.map((file) => `/${file}`)
  return playOwn(stage, [...args, ...files], {
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
    E2E_EXPECT_TIMEOUT: process.env.E2E_EXPECT_TIMEOUT ?? IMPATIENT,
  })
}

/** Visits all apps in one browser. */
export function playTogether(stage: TogetherStage, report: string): Promise<boolean> {
  const config = '--config=together/playwright.config.ts'
  return playOwn(stage, [config, '--reporter=list,json'], { PLAYWRIGHT_JSON_OUTPUT_FILE: report })
}

/** Takes the screenshots into a folder. */
export function playScreenshots(stage: Stage, folder: string): Promise<boolean> {
  return playOwn(stage, ['--reporter=list', '--project=screenshots'], { SCREENSHOTS: folder })
}

/** Runs the smoke test that ships with the example, as its owner would against a real account. */
export async function playSmokeTest(stage: Stage, report: string): Promise<boolean> {
  const person = await createUser(stage)
  const { pages } = await loadDriver(stage.provider)
  const args = ['--config=e2e/playwright.config.ts', '--reporter=list,json']
  return play(stage.appDir, args, {
    ...plainEnvironment(),
    ...stage.env,
    ...stage.browser.env,
    E2E_BASE_URL: stage.appUrl,
    E2E_EMAIL: person.email,
    E2E_PASSWORD: pages.smokePassword?.(stage, person) ?? person.password,
    PLAYWRIGHT_CHROMIUM_PATH: stage.browser.executablePath,
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
  })
}

function playOwn(
  stage: Stage | TogetherStage,
  args: string[],
  env: NodeJS.ProcessEnv,
): Promise<boolean> {
  const stageFile = join(stage.scratch, 'stage.json')
  // It holds the run's secrets.
  writeFileSync(stageFile, JSON.stringify(stage, null, 2), { mode: 0o600 })
  return play(packageFolder, args, {
    ...process.env,
    ...stage.browser.env,
    ...env,
    E2E_STAGE: stageFile,
  })
}

function play(folder: string, args: string[], env: NodeJS.ProcessEnv): Promise<boolean> {
  const require = createRequire(join(folder, 'package.json'))
  const cli = join(dirname(require.resolve('@playwright/test/package.json')), 'cli.js')
  const child = spawn(process.execPath, [cli, 'test', '--forbid-only', ...args], {
    cwd: folder,
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => resolve(code === 0))
  })
}
