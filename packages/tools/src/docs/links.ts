import { readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { readDocument } from '../markdown/document.ts'

/**
 * Links, anchors and images without a target in the Markdown files below `root`, as `file: link`. An
 * example may only link to its own files. `files` are the repository's; web addresses are not
 * checked.
 */
export function findBrokenLinks(root: string, files: readonly string[]): string[] {
  const read = (path: string) => readDocument(readFileSync(join(root, path), 'utf8'))
  const texts = files.filter((path) => path.endsWith('.md'))
  const documents = new Map(texts.map((path) => [path, read(path)]))

  const isBroken = (from: string, link: string): boolean => {
    const [path = '', anchor] = link.split('#', 2)
    const target = path === '' ? from : posix.join(posix.dirname(from), decodeURI(path))
    const exists = files.some((file) => file === target || file.startsWith(withSlash(target)))
    if (path.startsWith('/') || !exists || !staysIn(homeOf(from), target)) return true
    return anchor !== undefined && documents.get(target)?.anchors.has(anchor) !== true
  }

  return [...documents].flatMap(([from, { links }]) =>
    links
      .filter((link) => !/^[a-z]+:/i.test(link) && isBroken(from, link))
      .map((link) => `${from}: ${link}`),
  )
}

/** The folder that a file may not link out of: its example, which is copied out alone. */
function homeOf(path: string): string {
  return /^examples\/[^/]+\//.exec(path)?.[0] ?? ''
}

function staysIn(home: string, path: string): boolean {
  return !path.startsWith('../') && withSlash(path).startsWith(home)
}

function withSlash(path: string): string {
  return path.endsWith('/') ? path : `${path}/`
}
