import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { plainEnvironment } from './environment.ts'
import { createUser } from './providers/index.ts'
import type { Stage } from './stage.ts'

const packageFolder = fileURLToPath(new URL('..', import.meta.url))

/** Runs the suite of this package; resolves with whether it passed. */
export function playHardSuite(
  stageFile: string,
  { browser }: Stage,
  report: string,
): Promise<boolean> {
  const env = { ...process.env, ...browser.env, E2E_STAGE: stageFile }
  return play(packageFolder, packageFolder, env, report)
}

/** Runs the smoke test that ships with the example, as its owner would against a real account. */
export async function playSmokeTest(stage: Stage, report: string): Promise<boolean> {
  const { email, password } = await createUser(stage)
  return play(
    stage.appDir,
    stage.appDir,
    {
      ...plainEnvironment(),
      ...stage.env,
      ...stage.browser.env,
      E2E_BASE_URL: stage.appUrl,
      E2E_EMAIL: email,
      E2E_PASSWORD: password,
      PLAYWRIGHT_CHROMIUM_PATH: stage.browser.executablePath,
    },
    report,
  )
}

function play(cwd: string, from: string, env: NodeJS.ProcessEnv, report: string): Promise<boolean> {
  const require = createRequire(join(from, 'package.json'))
  const cli = join(dirname(require.resolve('@playwright/test/package.json')), 'cli.js')
  const args = [cli, 'test', '--forbid-only', '--reporter=list,json']
  const options = { cwd, env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report } }
  const child = spawn(process.execPath, args, {
    ...options,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => resolve(code === 0))
  })
}
