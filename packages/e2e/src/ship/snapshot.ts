import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { run } from '../run.ts'

/** Who the snapshot's commit is by; it is thrown away with the temporary folder. */
const author = {
  GIT_AUTHOR_NAME: 'e2e',
  GIT_AUTHOR_EMAIL: 'e2e@localhost',
  GIT_COMMITTER_NAME: 'e2e',
  GIT_COMMITTER_EMAIL: 'e2e@localhost',
}

/**
 * Makes a bare repository whose `main` is the working tree as it is, uncommitted edits and new
 * files included. The checkout's index, HEAD and object store stay as they are.
 */
export async function snapshotWorkingTree(root: string, bareRepository: string): Promise<void> {
  const scratch = `${bareRepository}.scratch`
  mkdirSync(join(scratch, 'objects'), { recursive: true })
  const git = (args: string[], env: NodeJS.ProcessEnv = {}) =>
    run('git', args, { cwd: root, env: { ...process.env, ...author, ...env } })

  const objects = (await git(['rev-parse', '--git-path', 'objects'])).trim()
  const apart = {
    GIT_INDEX_FILE: join(scratch, 'index'),
    GIT_OBJECT_DIRECTORY: join(scratch, 'objects'),
    GIT_ALTERNATE_OBJECT_DIRECTORIES: resolve(root, objects),
  }
  await git(['add', '--all'], apart)
  const tree = (await git(['write-tree'], apart)).trim()
  const commit = (await git(['commit-tree', tree, '-m', 'The working tree'], apart)).trim()

  await git(['init', '--bare', '--quiet', '--initial-branch=main', bareRepository])
  await git(['push', '--quiet', bareRepository, `${commit}:refs/heads/main`], apart)
}
