import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { copyTree } from './copy.ts'
import { endLeftovers } from './end-leftovers.ts'
import { linkInstalled } from './link-installed.ts'

/** A copy of the repository, and the folders that its checks write to. */
export interface Copy {
  readonly tree: string
  /** The checks' folder for temporary files. */
  readonly temporary: string
  /** A folder that all copies share, for what is slow to make and the same in each. */
  readonly prepared: string
}

/** A temporary folder in which copies of the tree are made and changed. */
export interface Sandbox {
  /** The tree as it was at the start. */
  readonly original: Copy
  /** One more copy of it. */
  copy(): Copy
  /** Removes a copy and ends what still runs in it. */
  discard(copy: Copy): void
  /** Removes everything. */
  close(): void
}

/** Copies the tree at `root` once, so that edits made during the run do not count. */
export function openSandbox(root: string): Sandbox {
  const folder = mkdtempSync(join(tmpdir(), 'mutate-'))
  // Postgres runs as another user where this is root, and its state is in here.
  chmodSync(folder, 0o711)
  let copies = 0
  const makeCopy = (from: string): Copy => {
    const number = `${copies++}`
    const [tree, temporary] = [join(folder, number, 'tree'), join(folder, number, 'tmp')]
    const copy = { tree, temporary, prepared: join(folder, 'prepared') }
    copyTree(from, copy.tree)
    linkInstalled(root, copy.tree)
    mkdirSync(copy.temporary)
    return copy
  }
  const remove = (path: string) => {
    endLeftovers(path)
    rmSync(path, { recursive: true, force: true, maxRetries: 5 })
  }
  const close = () => {
    process.off('exit', close)
    remove(folder)
  }
  process.once('exit', close)
  const original = makeCopy(root)
  return {
    original,
    copy: () => makeCopy(original.tree),
    discard: (copy) => remove(join(copy.tree, '..')),
    close,
  }
}
