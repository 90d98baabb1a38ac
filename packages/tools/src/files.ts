import { lstatSync, type Stats } from 'node:fs'
import { join } from 'node:path'
import { git } from './git.ts'

/** `lstat`, or undefined where there is nothing. */
export function statOf(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false })
  } catch (error) {
    // A file where a folder would have to be.
    if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') return undefined
    throw error
  }
}

/**
 * Every file below `root` that git tracks or would track, as paths relative to it with `/`, sorted.
 * What is ignored (installed, built, local state) is no part of the repository.
 */
export function listFiles(root: string): string[] {
  const listed = git(root, 'ls-files', '-z', '--cached', '--others', '--exclude-standard')
  return [...new Set(listed.split('\0'))]
    .filter((path) => path !== '' && isFileOrLink(join(root, path)))
    .sort()
}

function isFileOrLink(path: string): boolean {
  const stats = statOf(path)
  return stats !== undefined && !stats.isDirectory()
}
