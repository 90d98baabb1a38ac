import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { plainEnvironment } from './environment.ts'
import { createUser, smokePassword } from './providers/index.ts'
import type { Stage, TogetherStage } from './stage.ts'
import { APP_TESTED } from './turn-reporter.ts'

const packageFolder = fileURLToPath(new URL('..', import.meta.url))
const turnReporter = fileURLToPath(new URL('turn-reporter.ts', import.meta.url))

/**
 * Runs the suite of this package; resolves with whether it passed. Without traces, which cost a tenth
 * of it: a failed test that is run alone leaves one.
 *
 * @param onAppTested Called when what comes next leaves the machine idle for half of its time.
 */
export function playHardSuite(
  stage: Stage,
  report: string,
  onAppTested: () => void,
): Promise<boolean> {
  const args = [`--reporter=list,json,${turnReporter}`, '--trace=off']
  const onMessage = (message: unknown) => message === APP_TESTED && onAppTested()
  return playOwn(stage, args, { PLAYWRIGHT_JSON_OUTPUT_FILE: report }, onMessage)
}

/** Some tests of the suite. */
export interface Tests {
  /** Files of this package. */
  readonly files: readonly string[]
  /** What the title of a test has to match. */
  readonly title: string
}

/**
 * Runs some tests of the suite, without those that come before them in the whole of it, and one at a
 * time: what takes a stand-in down would disturb the others.
 */
export function playTests(stage: Stage, tests: Tests, report: string): Promise<boolean> {
  const args = ['--no-deps', '--workers=1', '--reporter=list,json', `--grep=${tests.title}`]
  const files = tests.files.map((file) => `/${file}`)
  return playOwn(stage, [...args, ...files], { PLAYWRIGHT_JSON_OUTPUT_FILE: report })
}

/** Visits all apps in one browser. */
export function playTogether(stage: TogetherStage, report: string): Promise<boolean> {
  const config = '--config=together/playwright.config.ts'
  return playOwn(stage, [config, '--reporter=list,json'], { PLAYWRIGHT_JSON_OUTPUT_FILE: report })
}

/** Takes the screenshots into a folder. */
export function playScreenshots(stage: Stage, folder: string): Promise<boolean> {
  return playOwn(stage, ['--reporter=list'], { E2E_TESTS: 'screenshots', SCREENSHOTS: folder })
}

/** Runs the smoke test that ships with the example, as its owner would against a real account. */
export async function playSmokeTest(stage: Stage, report: string): Promise<boolean> {
  const person = await createUser(stage)
  return play(stage.appDir, ['--reporter=list,json'], {
    ...plainEnvironment(),
    ...stage.env,
    ...stage.browser.env,
    E2E_BASE_URL: stage.appUrl,
    E2E_EMAIL: person.email,
    E2E_PASSWORD: smokePassword(stage, person),
    PLAYWRIGHT_CHROMIUM_PATH: stage.browser.executablePath,
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
  })
}

function playOwn(
  stage: Stage | TogetherStage,
  args: string[],
  env: NodeJS.ProcessEnv,
  onMessage?: (message: unknown) => void,
) {
  const stageFile = join(stage.scratch, 'stage.json')
  // It holds the run's secrets.
  writeFileSync(stageFile, JSON.stringify(stage, null, 2), { mode: 0o600 })
  const all = { ...process.env, ...stage.browser.env, ...env, E2E_STAGE: stageFile }
  return play(packageFolder, args, all, onMessage)
}

function play(
  folder: string,
  args: string[],
  env: NodeJS.ProcessEnv,
  onMessage: (message: unknown) => void = () => {},
): Promise<boolean> {
  const require = createRequire(join(folder, 'package.json'))
  const cli = join(dirname(require.resolve('@playwright/test/package.json')), 'cli.js')
  const child = spawn(process.execPath, [cli, 'test', '--forbid-only', ...args], {
    cwd: folder,
    env,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  child.on('message', onMessage)
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => resolve(code === 0))
  })
}
