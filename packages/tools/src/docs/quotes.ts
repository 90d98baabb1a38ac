import { readFileSync } from 'node:fs'
import { join, posix } from 'node:path'

/**
 * What READMEs quote from the screen, as `file: “quote”`, that no source file says any more. An
 * example's README quotes the example, every other README the repository. `…` stands for a part
 * that differs from time to time. `files` are the repository's.
 */
export function findUnsaidQuotes(root: string, files: readonly string[]): string[] {
  const read = (path: string) => readFileSync(join(root, path), 'utf8')
  const sources = files.filter((path) => /(?<!\.(?:test|spec))\.tsx?$/.test(path))
  const said = new Map(sources.map((path) => [path, asShown(read(path))]))

  return files.filter(isReadme).flatMap((readme) => {
    const home = /^examples\/[^/]+\//.exec(readme)?.[0] ?? ''
    const texts = [...said].filter(([path]) => path.startsWith(home)).map(([, text]) => text)
    return quotesIn(read(readme))
      .filter((quote) => !texts.some((text) => says(text, quote)))
      .map((quote) => `${readme}: “${quote}”`)
  })
}

function isReadme(path: string): boolean {
  return posix.basename(path) === 'README.md'
}

function quotesIn(text: string): string[] {
  return [...text.matchAll(/“([^”]+)”/g)].map(([, quote = '']) => quote)
}

/** Whether the parts of the quote stand on one line, one after the other. */
function says(text: string, quote: string): boolean {
  const parts = quote.split('…').map((part) => part.trim())
  return text.split('\n').some((line) => {
    let from = 0
    return parts.every((part) => {
      const found = line.indexOf(part, from)
      from = found + part.length
      return found >= 0
    })
  })
}

function asShown(source: string): string {
  return source.replaceAll('&rsquo;', '’')
}
