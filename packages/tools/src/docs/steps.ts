import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The steps to which an example's source sends people, as `Step 7 (JWT templates) under “Set it up”`,
 * that its README does not have: a numbered step of that section which speaks of what stands in
 * brackets. `files` are the repository's.
 */
export function findMissingSteps(root: string, files: readonly string[]): string[] {
  const read = (path: string) => readFileSync(join(root, path), 'utf8')
  return files
    .filter((path) => /^examples\/[^/]+\/(?:app|auth|lib|shared)\/.*\.tsx?$/.test(path))
    .flatMap((path) => {
      const home = /^examples\/[^/]+\//.exec(path)?.[0] ?? ''
      return stepsIn(read(path))
        .filter((step) => !isThere(read(`${home}README.md`), step))
        .map(({ text }) => `${path}: ${text}`)
    })
}

interface Step {
  readonly text: string
  readonly number: string
  readonly about: string
  readonly section: string
}

function stepsIn(source: string): Step[] {
  const mentions = source.matchAll(/Step (\d+) \(([^)]+)\) under “([^”]+)”/g)
  return [...mentions].map(([text, number = '', about = '', section = '']) => ({
    text,
    number,
    about,
    section,
  }))
}

function isThere(readme: string, { number, about, section }: Step): boolean {
  const [, body = ''] = `\n${readme}`.split(`\n## ${section}\n`)
  const [own = ''] = body.split(/^## /m)
  const step = own.split(/^(?=\d+\. )/m).find((part) => part.startsWith(`${number}. `))
  return step?.includes(about) ?? false
}
