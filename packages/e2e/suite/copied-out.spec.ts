import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { run } from '@insforge-auth-starters/local/runtime'
import { copyBuild, copySource } from '../src/app.ts'
import { plainEnvironment } from '../src/environment.ts'
import { FULL, LONG_TIMEOUT } from '../src/stage.ts'
import { withApp } from './app.ts'
import { toSignIn } from './routes.ts'
import { ask } from './session.ts'
import { expect, stage, test } from './test.ts'

/** What may be in use in place of npm, as npm has it, and whether it puts packages where npm puts
 * them. Where it does not, another build may come of it. */
const packageManagers = [
  { name: 'pnpm', from: 'pnpm@12.21.0', likeNpm: false },
  ...(FULL
    ? [
        { name: 'Yarn', from: '@yarnpkg/cli-dist@4.18.1', likeNpm: true },
        { name: 'Bun', from: 'bun@1.4.5', likeNpm: true },
      ]
    : []),
]

for (const { name, from, likeNpm } of packageManagers) {
  test(`the copied-out example installs with ${name} too, and finds all that it imports`, async () => {
    test.setTimeout(LONG_TIMEOUT)
    const app = `${stage.appDir}-${name}`
    copySource(stage.appDir, app, 'node_modules', '.next', 'package-lock.json')
    const env = await environment()
    const manage = (...args: string[]) => run('npx', ['-y', from, ...args], { cwd: app, env })
    await manage('install')
    if (likeNpm) return expectToRun(app)
    // What the compiler finds, the build finds. It is built under --full.
    await manage('run', 'typecheck')
    if (!FULL) return
    await manage('run', 'build')
    expect(existsSync(join(app, '.next', 'BUILD_ID'))).toBe(true)
  })
}

/** Where each package is where npm puts it, another build would be the same. */
async function expectToRun(app: string): Promise<void> {
  const { dependencies, devDependencies } = packageJson(app)
  for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
    expect(packageJson(join(app, 'node_modules', name)).version, name).toBe(version)
  }
  copyBuild(stage.appDir, join(app, '.next'))
  await withApp('start', { app }, async ({ url }) => {
    const { status, location } = await ask(`${url}/todos`)
    expect(status).toBe(307)
    expect(new URL(location, stage.appUrl).href).toContain(toSignIn.location)
  })
}

const packageJson = (folder: string) =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    version: string
    dependencies: Record<string, string>
    devDependencies: Record<string, string>
  }

/** Yarn does not read npm's configuration, which says where packages come from here. */
async function environment(): Promise<NodeJS.ProcessEnv> {
  const env = plainEnvironment()
  const registry = await run('npm', ['config', 'get', 'registry'], { cwd: stage.scratch, env })
  return {
    ...env,
    YARN_NPM_REGISTRY_SERVER: registry.trim(),
    YARN_ENABLE_TELEMETRY: '0',
    // Most of what the examples install is the same.
    YARN_NM_MODE: 'hardlinks-global',
    // In CI, Yarn does not write a lockfile unless it is told to.
    YARN_ENABLE_IMMUTABLE_INSTALLS: 'false',
  }
}
