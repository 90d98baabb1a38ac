import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, sep } from 'node:path'
import { processesIn } from '@insforge-auth-starters/local/runtime'
import { copyTree, listMembers } from '../repository.ts'

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

/**
 * Copies the tree at `root` once, so that edits made during the run do not count.
 *
 * @param install Gives a copy its packages; without it, those that are installed at `root`.
 */
export function openSandbox(root: string, install = linkInstalled): Sandbox {
  const folder = mkdtempSync(join(tmpdir(), 'sandbox-'))
  // Postgres runs as another user where this is root, and its state is in here.
  chmodSync(folder, 0o711)
  let copies = 0
  const makeCopy = (from: string): Copy => {
    const number = `${copies++}`
    const [tree, temporary] = [join(folder, number, 'tree'), join(folder, number, 'tmp')]
    copyTree(from, tree)
    install(root, tree)
    mkdirSync(temporary)
    return { tree, temporary, prepared: join(folder, 'prepared') }
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

/**
 * Gives a copy of the repository what is installed at `root`: every member gets a `node_modules` of
 * its own with a link for each package, so that a link to a member leads into the copy.
 */
function linkInstalled(root: string, copy: string): void {
  const real = realpathSync(root)
  for (const member of listMembers(root)) {
    const from = join(real, member, 'node_modules')
    if (existsSync(from)) linkEntries(from, join(copy, member, 'node_modules'), real, copy)
  }
}

function linkEntries(from: string, to: string, root: string, copy: string): void {
  mkdirSync(to, { recursive: true })
  for (const name of readdirSync(from)) {
    // Vite keeps its caches here; the copy gets its own.
    if (name.startsWith('.vite')) continue
    if (name.startsWith('@')) linkEntries(join(from, name), join(to, name), root, copy)
    else symlinkSync(targetOf(join(from, name), root, copy), join(to, name))
  }
}

function targetOf(entry: string, root: string, copy: string): string {
  const target = realpathSync(entry)
  const inside = relative(root, target).split(sep)
  const isMember = inside[0] !== '..' && !inside.includes('node_modules')
  return isMember ? join(copy, ...inside) : target
}

/** Kills every process in `folder`: a mutant of the process code can leave some behind. */
function endLeftovers(folder: string): void {
  for (const pid of processesIn(folder)) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch (error) {
      // It has ended since.
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
    }
  }
}
