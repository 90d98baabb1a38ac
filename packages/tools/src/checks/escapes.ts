import { readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { statOf } from '../files.ts'

// Prose may link to the rest of the repository, and lockfiles are checked on their own.
const unread = /\.(?:md|png|ico|svg)$|(?:^|\/)package-lock\.json$/

const relativePath = /["'`(]((?:\.{1,2}\/)+[^"'`)\s]*)/g
const ours = /@insforge-auth-starters\/[\w-]+|["'`](?:packages|sql)\/[^"'`]*/
const protocols = /"(?:workspace|catalog|link|file|portal):[^"]*"/

/**
 * Where an example reaches outside its folder, as `file: what`. Copied out alone, it would not
 * install or build. `files` are the example's, relative to its folder.
 */
export function findEscapes(folder: string, files: readonly string[]): string[] {
  return files.flatMap((file) => {
    if (statOf(join(folder, file))?.isSymbolicLink()) return [`${file}: is a symlink`]
    if (posix.basename(file) === 'pnpm-workspace.yaml') return [`${file}: makes it a workspace`]
    if (unread.test(file)) return []
    const text = readFileSync(join(folder, file), 'utf8')
    return [...pathsOutside(file, text), ...[ours, protocols].map((one) => one.exec(text)?.[0])]
      .filter((found) => found !== undefined)
      .map((found) => `${file}: ${found}`)
  })
}

function pathsOutside(file: string, text: string): string[] {
  return [...text.matchAll(relativePath)]
    .map(([, path = '']) => path)
    .filter((path) => posix.join(posix.dirname(file), path).startsWith('../'))
}
