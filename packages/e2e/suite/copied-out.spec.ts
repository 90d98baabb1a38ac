import { cpSync, existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { plainEnvironment } from '../src/environment.ts'
import { run } from '../src/run.ts'
import { expect, stage, test } from './test.ts'

test('the copied-out example installs and builds with pnpm too, without any variable set', async () => {
  test.setTimeout(180_000)
  const app = `${stage.appDir}-pnpm`
  const made = ['node_modules', '.next', 'package-lock.json']
  cpSync(stage.appDir, app, { recursive: true, filter: (path) => !made.includes(basename(path)) })
  const pnpm = (...args: string[]) =>
    run('npx', ['-y', 'pnpm@12.21.0', ...args], { cwd: app, env: plainEnvironment() })
  await pnpm('install')
  await pnpm('build')
  expect(existsSync(join(app, '.next', 'BUILD_ID'))).toBe(true)
})
