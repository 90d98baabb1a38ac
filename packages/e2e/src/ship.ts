import { createHash } from 'node:crypto'
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { run } from '@insforge-auth-starters/local/runtime'
import { plainEnvironment } from './environment.ts'

const OWNER_AND_REPO = 'owner/repo'

/** Who the snapshot's commit is by; it is thrown away with the temporary folder. */
const author = {
  GIT_AUTHOR_NAME: 'e2e',
  GIT_AUTHOR_EMAIL: 'e2e@localhost',
  GIT_COMMITTER_NAME: 'e2e',
  GIT_COMMITTER_EMAIL: 'e2e@localhost',
}

/**
 * Copies an example out of the repository the way its users do, with degit, and proves that every
 * file arrived unchanged and none was added.
 *
 * @param scratch An empty folder outside the repository; the example is put into `app` below it.
 * @returns the example's folder.
 */
export async function copyOut(root: string, example: string, scratch: string): Promise<string> {
  const remote = join(scratch, 'remote')
  mkdirSync(join(remote, 'owner'), { recursive: true })
  await snapshotWorkingTree(root, join(remote, `${OWNER_AND_REPO}.git`))

  const app = join(scratch, 'app')
  const degit = join(dirname(createRequire(import.meta.url).resolve('degit/package.json')), 'degit')
  const args = [degit, '--mode=git', `${OWNER_AND_REPO}/examples/${example}`, app]
  // degit asks GitHub; git is told to find GitHub in this folder.
  const github = {
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: `url.file://${remote}/.insteadOf`,
    GIT_CONFIG_VALUE_0: 'https://github.com/',
  }
  await run(process.execPath, args, { cwd: scratch, env: { ...plainEnvironment(), ...github } })

  const source = join(root, 'examples', example)
  const shipped = fingerprint(source, await listShipped(root, example))
  const arrived = fingerprint(app)
  if (shipped !== arrived) {
    throw new Error(`degit did not copy ${example} as it is.\n${firstDifference(shipped, arrived)}`)
  }
  return app
}

/**
 * Makes a bare repository whose `main` is the working tree as it is, uncommitted edits and new
 * files included. The checkout's index, HEAD and object store stay as they are.
 */
export async function snapshotWorkingTree(root: string, bareRepository: string): Promise<void> {
  const scratch = `${bareRepository}.scratch`
  mkdirSync(join(scratch, 'objects'), { recursive: true })
  const git = async (args: string[], env: NodeJS.ProcessEnv = {}) =>
    (await run('git', args, { cwd: root, env: { ...process.env, ...author, ...env } })).trim()

  const apart = {
    GIT_INDEX_FILE: join(scratch, 'index'),
    GIT_OBJECT_DIRECTORY: join(scratch, 'objects'),
    GIT_ALTERNATE_OBJECT_DIRECTORIES: resolve(
      root,
      await git(['rev-parse', '--git-path', 'objects']),
    ),
  }
  await git(['add', '--all'], apart)
  const tree = await git(['write-tree'], apart)
  const commit = await git(['commit-tree', tree, '-m', 'The working tree'], apart)

  await git(['init', '--bare', '--quiet', '--initial-branch=main', bareRepository])
  await git(['push', '--quiet', bareRepository, `${commit}:refs/heads/main`], apart)
}

/** The files of an example as people get them: what git has or would have of them. */
export async function listShipped(root: string, example: string): Promise<string[]> {
  const source = join(root, 'examples', example)
  const known = await run('git', ['ls-files', '-coz', '--exclude-standard'], { cwd: source })
  return known.split('\0').filter((file) => file && existsSync(join(source, file)))
}

/** The files of a folder, or some of them: a line for each with its hash, in the order of the names. */
export function fingerprint(folder: string, files: string[] = filesBelow(folder)): string {
  const hash = (file: string) =>
    createHash('sha256')
      .update(readFileSync(join(folder, file)))
      .digest('hex')
  return files
    .toSorted()
    .map((file) => `${hash(file)}  ${file}`)
    .join('\n')
}

function filesBelow(folder: string): string[] {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return paths.filter((path) => !lstatSync(join(folder, path)).isDirectory())
}

function firstDifference(shipped: string, arrived: string): string {
  const [before, after] = [shipped.split('\n'), arrived.split('\n')]
  const missing = before.filter((line) => !after.includes(line))
  const added = after.filter((line) => !before.includes(line))
  return [...missing.map((line) => `- ${line}`), ...added.map((line) => `+ ${line}`)].join('\n')
}
