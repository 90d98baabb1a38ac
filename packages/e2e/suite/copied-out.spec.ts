import { cpSync, existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { plainEnvironment } from '../src/environment.ts'
import { run } from '../src/run.ts'
import { expect, stage, test } from './test.ts'

/** What may be in use in place of npm, as npm has it, how it runs a script, and whether packages lie
 * where npm puts them. */
const managers = [
  { name: 'pnpm', from: 'pnpm@12.21.0', build: ['build'], likeNpm: false },
  { name: 'Yarn', from: '@yarnpkg/cli-dist@4.18.1', build: ['build'], likeNpm: true },
  { name: 'Bun', from: 'bun@1.4.5', build: ['run', 'build'], likeNpm: true },
]

for (const { name, from, build, likeNpm } of managers) {
  test(`the copied-out example installs and builds with ${name} too, without any variable set`, async () => {
    test.setTimeout(300_000)
    const app = `${stage.appDir}-${name}`
    const made = ['node_modules', '.next', 'package-lock.json']
    cpSync(stage.appDir, app, { recursive: true, filter: (path) => !made.includes(basename(path)) })
    // What npm's build has compiled. A package that is missing here fails the build all the same.
    const cache = '.next/cache'
    if (likeNpm) cpSync(join(stage.appDir, cache), join(app, cache), { recursive: true })
    const env = await environment()
    const manage = (...args: string[]) => run('npx', ['-y', from, ...args], { cwd: app, env })
    await manage('install')
    await manage(...build)
    expect(existsSync(join(app, '.next', 'BUILD_ID'))).toBe(true)
  })
}

/** Yarn does not read npm's configuration, which says where packages come from here. */
async function environment(): Promise<NodeJS.ProcessEnv> {
  const env = plainEnvironment()
  const registry = await run('npm', ['config', 'get', 'registry'], { cwd: stage.scratch, env })
  return {
    ...env,
    YARN_NPM_REGISTRY_SERVER: registry.trim(),
    YARN_ENABLE_TELEMETRY: '0',
    // In CI, Yarn does not write a lockfile unless it is told to.
    YARN_ENABLE_IMMUTABLE_INSTALLS: 'false',
  }
}
