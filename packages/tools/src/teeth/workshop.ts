import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { copyTree } from './copy.ts'
import { endLeftovers } from './end-leftovers.ts'
import { linkInstalled } from './link-installed.ts'

/** A copy of the repository, and what its checks write elsewhere. */
export interface Copy {
  readonly tree: string
  /** The checks' folder for temporary files. */
  readonly temporary: string
  /** A folder that all copies share, for what takes long to make and is the same in each. */
  readonly prepared: string
}

/** Where copies are made and broken. */
export interface Workshop {
  /** The tree as it was at the beginning. */
  readonly unbroken: Copy
  /** One more copy of it. */
  copy(): Copy
  /** Removes a copy and ends what still runs in it. */
  discard(copy: Copy): void
  /** Removes everything. */
  close(): void
}

/** Copies the tree at `root` into a temporary folder, once, so that edits meanwhile do not count. */
export function openWorkshop(root: string): Workshop {
  const folder = mkdtempSync(join(tmpdir(), 'teeth-'))
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
  const unbroken = makeCopy(root)
  return {
    unbroken,
    copy: () => makeCopy(unbroken.tree),
    discard: (copy) => remove(join(copy.tree, '..')),
    close,
  }
}
