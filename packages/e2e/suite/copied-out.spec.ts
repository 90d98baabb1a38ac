import { cpSync, existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { startApp } from '../src/app/app.ts'
import { freePort } from '../src/app/free-port.ts'
import { plainEnvironment } from '../src/environment.ts'
import { packageManagers } from '../src/package-managers.ts'
import { run } from '../src/run.ts'
import { LONG_TIMEOUT } from '../src/timeouts.ts'
import { ask } from './ask.ts'
import { expect, provider, stage, test } from './test.ts'

for (const { name, from, likeNpm } of packageManagers) {
  const builds = likeNpm
    ? 'and runs, as npm has built it,'
    : 'and builds, without any variable set,'

  test(`the copied-out example installs ${builds} with ${name} too`, async () => {
    test.setTimeout(LONG_TIMEOUT)
    const app = `${stage.appDir}-${name}`
    const made = ['node_modules', '.next', 'package-lock.json']
    cpSync(stage.appDir, app, { recursive: true, filter: (path) => !made.includes(basename(path)) })
    const env = await environment()
    const manage = (...args: string[]) => run('npx', ['-y', from, ...args], { cwd: app, env })
    await manage('install')
    if (likeNpm) return expectToRun(app)
    await manage('build')
    expect(existsSync(join(app, '.next', 'BUILD_ID'))).toBe(true)
  })
}

/** Where each package is where npm puts it, another build would be the same. */
async function expectToRun(app: string): Promise<void> {
  const { dependencies, devDependencies } = packageJson(app)
  for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
    expect(packageJson(join(app, 'node_modules', name)).version, name).toBe(version)
  }
  const built = join(stage.appDir, '.next')
  const notRead = ['cache', 'dev'].map((name) => join(built, name))
  const filter = (path: string) => !notRead.includes(path)
  cpSync(built, join(app, '.next'), { recursive: true, filter })
  const url = `http://localhost:${await freePort()}`
  const [logFile, guardLog] = [`${app}.log`, `${app}.guard`]
  const { env } = stage
  const server = await startApp({ app, url, script: 'start', env, logFile, guardLog })
  try {
    const { status, location } = await ask(`${url}/todos`)
    expect(status).toBe(307)
    expect(location).toContain(provider.signInPath('/todos'))
  } finally {
    await server.stop()
  }
}

function packageJson(folder: string) {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    version: string
    dependencies: Record<string, string>
    devDependencies: Record<string, string>
  }
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
