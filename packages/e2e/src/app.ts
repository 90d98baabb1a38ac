import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { Part, run } from '@insforge-auth-starters/local/runtime'
import { plainEnvironment } from './environment.ts'
import { guardEnvironment } from './guard/guard.ts'
import { fingerprint, listShipped } from './ship.ts'
import { START_TIMEOUT } from './stage.ts'

/** Installs a copied-out example with npm from its own lockfile, and builds it without any variable set. */
export async function installAndBuild(app: string, guardLog: string): Promise<void> {
  await run('npm', ['ci', '--no-audit', '--no-fund'], { cwd: app, env: plainEnvironment() })
  await build(app, guardLog)
}

async function build(app: string, guardLog: string): Promise<void> {
  const env = { ...plainEnvironment(), ...guardEnvironment(guardLog) }
  await run('npm', ['run', 'build'], { cwd: app, env })
}

/** Where and with what an app is started. */
interface AppOptions {
  app: string
  url: string
  /** `npm run start` for what was built, `npm run dev` for the development server. */
  script: 'start' | 'dev'
  /** The variables that there are; the app gets those that its `.env.example` names, like its owner. */
  env: Readonly<Record<string, string>>
  logFile: string
  guardLog: string
  /** Whether npm runs the script, which takes a second more; Node itself does otherwise. */
  withNpm?: boolean
}

/** Starts an example and waits until it answers. */
export async function startApp(options: AppOptions): Promise<Part> {
  const { app, url, script, env, logFile, guardLog, withNpm = false } = options
  const { hostname, port } = new URL(url)
  const next = [join(app, 'node_modules/next/dist/bin/next'), script]
  const server = await Part.start(
    {
      name: 'The app',
      command: withNpm ? 'npm' : process.execPath,
      args: [...(withNpm ? ['run', script, '--'] : next), '--hostname', hostname, '--port', port],
      cwd: app,
      env: { ...plainEnvironment(), ...ownVariables(app, env), ...guardEnvironment(guardLog) },
    },
    logFile,
  )
  try {
    await server.readyWhen(START_TIMEOUT, () => answers(url))
  } catch (error) {
    await server.stop()
    throw error
  }
  return server
}

/** Of these variables those that an example's `.env.example` names. */
export function ownVariables(app: string, env: Readonly<Record<string, string>>) {
  const named = readFileSync(join(app, '.env.example'), 'utf8').matchAll(/^(?:# )?(\w+)=/gm)
  const names = Array.from(named, ([, name]) => name)
  return Object.fromEntries(Object.entries(env).filter(([name]) => names.includes(name)))
}

/** True if something answers at this URL, whatever the answer is. */
export async function answers(url: string): Promise<boolean> {
  try {
    await (
      await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(START_TIMEOUT) })
    ).body?.cancel()
    return true
  } catch {
    return false
  }
}

/** Copies what `npm run build` made, without what only the next build or a development server uses. */
export function copyBuild(app: string, to: string): void {
  const built = join(app, '.next')
  const unused = [join(built, 'cache'), join(built, 'dev')]
  cpSync(built, to, { recursive: true, filter: (path) => !unused.includes(path) })
}

/** What one example's run leaves for that of all of them: what was built, and of which files. */
interface KeptBuilds {
  /** The repository. */
  readonly root: string
  /** Where they are kept, a folder for each example. */
  readonly folder: string
}

/** Keeps what was built in a copied-out example. */
export async function keepBuild({ root, folder }: KeptBuilds, example: string, app: string) {
  const kept = join(folder, example)
  rmSync(kept, { recursive: true, force: true })
  mkdirSync(kept, { recursive: true })
  copyBuild(app, join(kept, 'next'))
  const shipped = (await listShipped(root, example)).filter((file) => existsSync(join(app, file)))
  writeFileSync(join(kept, 'fingerprint'), fingerprint(app, shipped))
}

/**
 * Puts an example into an empty folder so that `npm run start` works there: with the build that was
 * kept, where it is of these very files, and what the workspace has installed of the same versions;
 * otherwise installed and built anew, and kept.
 */
export async function readyApp(builds: KeptBuilds, example: string, app: string, guardLog: string) {
  const source = join(builds.root, 'examples', example)
  const kept = join(builds.folder, example)
  const files = await listShipped(builds.root, example)
  for (const file of files) cpSync(join(source, file), join(app, file))

  const builtFrom = join(kept, 'fingerprint')
  if (existsSync(builtFrom) && readFileSync(builtFrom, 'utf8') === fingerprint(app, files)) {
    cpSync(join(kept, 'next'), join(app, '.next'), { recursive: true })
    symlinkSync(join(source, 'node_modules'), join(app, 'node_modules'))
    return
  }
  await installAndBuild(app, guardLog)
  await keepBuild(builds, example, app)
}

/**
 * Installs and builds a copied-out example like the ones before it: `folder` keeps what was installed
 * from each lockfile, and what Next's compiler remembers of a build. Only the first one with a
 * lockfile adds to it.
 */
export async function installAndBuildFrom(folder: string, app: string, guardLog: string) {
  const lock = createHash('sha256').update(readFileSync(join(app, 'package-lock.json')))
  const kept = join(folder, lock.digest('hex'))
  if (existsSync(kept)) {
    linkTree(join(kept, 'node_modules'), join(app, 'node_modules'))
    cpSync(join(kept, 'cache'), join(app, '.next/cache'), { recursive: true })
    return build(app, guardLog)
  }
  await installAndBuild(app, guardLog)
  cpSync(join(app, '.next/cache'), join(kept, 'cache'), { recursive: true })
  linkTree(join(app, 'node_modules'), join(kept, 'node_modules'))
}

/** Copies an app, apart from what it was installed or built with, to a folder that may be changed. */
export function copySource(from: string, to: string, ...left: readonly string[]): void {
  cpSync(from, to, { recursive: true, filter: (path) => !left.includes(basename(path)) })
}

/** Makes hard links to the files of a folder: Turbopack follows no symbolic link out of the app. */
export function linkTree(from: string, to: string): void {
  mkdirSync(to, { recursive: true })
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    if (entry.isDirectory()) linkTree(source, target)
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target)
    else linkSync(source, target)
  }
}
