import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fixCopies } from '../sync/copies.ts'

/** The smallest check that should kill a mutant: tests of one vitest file, or of the browser suite. */
export interface Check {
  /** The folder that the tests run in, relative to the root. */
  readonly folder: string
  /** The example that is copied out, built, and started for a test of the browser suite. */
  readonly example?: string
  /** The test file, relative to `folder`. */
  readonly file: string
  /** A part of the full name of the test that has to fail; every test has the empty one. */
  readonly test: string
  /** What the failure has to say, where the name of the test is not specific enough. */
  readonly says?: RegExp
}

/** A deliberate fault in the product, and the check that has to kill it. */
export interface Mutant {
  readonly name: string
  /** What it would mean for the people who use a starter, in one sentence. */
  readonly means: string
  /** Relative to the root. */
  readonly file: string
  /** The text to replace; the file has it exactly once. */
  readonly find: string
  readonly replace: string
  readonly check: Check
}

/**
 * By file and by name, which is unique: what it means, the change, and its check. The change is the
 * text to replace and its replacement, or both in one: `find → replace`.
 */
export type MutantTable = Readonly<Record<string, Readonly<Record<string, Row>>>>

type Row = readonly [string, string, Check] | readonly [string, string, string, Check]

type MakeCheck = (test: string, says?: RegExp) => Check

/** Makes the checks of one vitest file. */
export function unit(folder: string, file: string): MakeCheck {
  return (test, says) => ({ folder, file, test, ...(says && { says }) })
}

/** Makes the checks of one file of the browser suite, run against an example. */
export function browser(example: string, file: string): MakeCheck {
  return (test, says) => ({ ...unit('packages/e2e', file)(test, says), example })
}

/** Every mutant of the tables in `mutants/`. */
export async function readMutants(): Promise<Mutant[]> {
  const folder = new URL('mutants/', import.meta.url)
  const modules: { mutants: MutantTable }[] = await Promise.all(
    readdirSync(folder).map((name) => import(new URL(name, folder).href)),
  )
  return modules.flatMap(({ mutants }) =>
    Object.entries(mutants).flatMap(([file, rows]) =>
      Object.entries(rows).map(([name, row]) => ({ name, file, ...readRow(row) })),
    ),
  )
}

function readRow(row: Row): Omit<Mutant, 'name' | 'file'> {
  if (row.length === 4) {
    const [means, find, replace, check] = row
    return { means, find, replace, check }
  }
  const [means, change, check] = row
  const [find = '', replace = ''] = change.split(/ → ?/)
  return { means, find, replace, check }
}

/** The file that a check runs, relative to the root. */
export function checkFile({ folder, file }: Check): string {
  return join(folder, file)
}

/** The check in one line, for people. */
export function describeCheck(check: Check): string {
  return `${checkFile(check)} › ${check.test}`
}

/** Why the mutant no longer fits this tree; undefined when it does. */
export function findStaleness(root: string, { file, find, replace }: Mutant): string | undefined {
  if (!existsSync(join(root, file))) return `${file} does not exist`
  if (find === replace) return 'it changes nothing'
  const places = readFileSync(join(root, file), 'utf8').split(find).length - 1
  return places === 1 ? undefined : `${file} has this text ${places} times instead of once: ${find}`
}

/** Applies the mutant to a copy of the tree, and to the examples' copies. Throws when it is stale. */
export function applyMutant(copy: string, mutant: Mutant): void {
  const stale = findStaleness(copy, mutant)
  if (stale !== undefined) throw new Error(`${mutant.name} is stale: ${stale}`)
  const path = join(copy, mutant.file)
  // A function, because `$&` has a meaning in a replacement string.
  const text = readFileSync(path, 'utf8').replace(mutant.find, () => mutant.replace)
  writeFileSync(path, text)
  fixCopies(copy)
}
