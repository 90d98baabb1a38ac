import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** One block of code in a README. */
export interface Block {
  readonly language: string
  /** The file that it is, for a block that names one behind its language. */
  readonly path: string | undefined
  readonly text: string
}

/** The recipes under "Make it yours" in a README: the blocks of code under each heading, in order. */
export function readRecipes(readme: string): Readonly<Record<string, readonly Block[]>> {
  const [, chapter = ''] = /^## Make it yours\n(.*?)^## /ms.exec(readme) ?? []
  const sections = chapter.split(/^### /m).slice(1)
  return Object.fromEntries(
    sections.map((section) => {
      const [heading = ''] = section.split('\n')
      const blocks = section.matchAll(/^```(\w+)(?: (\S+))?\n(.*?)^```$/gms)
      return [
        heading,
        Array.from(blocks, ([, language = '', path, text = '']) => ({ language, path, text })),
      ]
    }),
  )
}

/** Which files the blocks create or change. */
export const filesOf = (blocks: readonly Block[]): string[] =>
  blocks.flatMap(({ language, path, text }) => {
    if (language === 'diff') return [pathOfDiff(text)]
    return path === undefined ? [] : [path]
  })

/**
 * Does in a copied-out example what the blocks say: runs commands, writes files, applies diffs, and
 * pastes SQL into the newest migration.
 *
 * @param type Runs a command line in the example's folder.
 */
export async function follow(
  app: string,
  blocks: readonly Block[],
  type: (commands: string) => Promise<unknown>,
): Promise<void> {
  for (const { language, path, text } of blocks) {
    if (language === 'sh') await type(text)
    else if (language === 'sql') writeFileSync(newestMigration(app), text)
    else if (language === 'diff') applyDiff(app, text)
    else if (path !== undefined) {
      mkdirSync(dirname(join(app, path)), { recursive: true })
      writeFileSync(join(app, path), text)
    } else throw new Error(`A block of ${language} says neither a file nor what to do with it`)
  }
}

function newestMigration(app: string): string {
  const newest = readdirSync(join(app, 'migrations')).sort().at(-1)
  if (newest === undefined) throw new Error('There is no migration')
  return join(app, 'migrations', newest)
}

/**
 * Applies a diff without line numbers, as a person reads it: the lines of each hunk that are there
 * before have to be in the file exactly once.
 */
export function applyDiff(app: string, diff: string): void {
  const path = join(app, pathOfDiff(diff))
  const [, ...hunks] = diff.split(/^@@.*\n/m)
  const edited = hunks.reduce(
    (text, hunk) => {
      const lines = hunk.split('\n').filter((line) => line !== '')
      const side = (mark: '-' | '+') =>
        lines
          .filter((line) => [' ', mark].includes(line[0] ?? ''))
          .map((line) => `${line.slice(1)}\n`)
      const [before, after] = [side('-').join(''), side('+').join('')]
      const places = text.split(before).length - 1
      if (places !== 1) throw new Error(`${path} has these lines ${places} times:\n${before}`)
      return text.replace(before, () => after)
    },
    readFileSync(path, 'utf8'),
  )
  writeFileSync(path, edited)
}

function pathOfDiff(diff: string): string {
  const [, path] = /^\+\+\+ b\/(.+)$/m.exec(diff) ?? []
  if (path === undefined) throw new Error(`A diff names no file:\n${diff}`)
  return path
}
