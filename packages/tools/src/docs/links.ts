import { posix } from 'node:path'
import { read } from '../repository.ts'
import { readDocument } from './markdown.ts'

/**
 * Links, anchors and images without a target in the Markdown files below `root`, as `file: link`. An
 * example may only link to its own files. `files` are the repository's; web addresses are not
 * checked.
 */
export function findBrokenLinks(root: string, files: readonly string[]): string[] {
  const texts = files.filter((path) => path.endsWith('.md'))
  const documents = new Map(texts.map((path) => [path, readDocument(read(root, path))]))

  const isBroken = (from: string, link: string): boolean => {
    const [path = '', anchor] = link.split('#', 2)
    const target = path === '' ? from : posix.join(posix.dirname(from), decodeURI(path))
    const exists = files.some((file) => `${file}/`.startsWith(withSlash(target)))
    // An example is copied out alone.
    const home = /^examples\/[^/]+\//.exec(from)?.[0] ?? ''
    const isInside = !target.startsWith('../') && withSlash(target).startsWith(home)
    if (path.startsWith('/') || !exists || !isInside) return true
    return anchor !== undefined && documents.get(target)?.anchors.has(anchor) !== true
  }

  return [...documents].flatMap(([from, { links }]) =>
    links
      .filter((link) => !/^[a-z]+:/i.test(link) && isBroken(from, link))
      .map((link) => `${from}: ${link} does not exist or is outside of the example`),
  )
}

function withSlash(path: string): string {
  return path.endsWith('/') ? path : `${path}/`
}
