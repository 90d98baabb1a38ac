import { readFileSync, renameSync, writeFileSync } from 'node:fs'

/** A value of which nothing can be written, at any depth. */
export type ReadOnly<T> = T extends string | ((...parameters: never[]) => unknown)
  ? T
  : { readonly [K in keyof T]: ReadOnly<T[K]> }

/** State that outlives the process. */
export interface StateFile<T> {
  /** What is known now. It can be written inside `change` only. */
  readonly data: ReadOnly<T>
  /** Runs `mutate` and returns what it returns, once the result is on disk. Throws what `mutate`
   * or the disk throws. */
  change<R>(mutate: (data: T) => R): R
  /** Goes back to what a new file begins with, apart from the members that are named. */
  startOver(kept: readonly string[]): void
}

/**
 * Opens the JSON file at `path`, or starts with a copy of `initial` when there is none.
 *
 * Every change is written to a neighbor and renamed over the file, so a killed process leaves
 * either the old state or the new one. The write is synchronous: no request is answered before it
 * is done, and no two changes can meet. Throws when the file is there and is not JSON.
 */
export function openStateFile<T extends object>(path: string, initial: T): StateFile<T> {
  // A file from before may lack members.
  const data = { ...structuredClone(initial), ...read<T>(path) }
  const change = <R>(mutate: (data: T) => R) => {
    const result = mutate(data)
    const temporary = `${path}.tmp`
    writeFileSync(temporary, JSON.stringify(data, null, 2), { mode: 0o600 })
    renameSync(temporary, path)
    return result
  }
  return {
    data: data as ReadOnly<T>,
    change,
    startOver: (kept) =>
      change(() => {
        for (const [name, value] of Object.entries(structuredClone(initial))) {
          if (!kept.includes(name)) replace(data[name as keyof T] as object, value)
        }
      }),
  }
}

/** Gives a list or an object the members of another one; it stays the one that others hold. */
function replace(target: object, members: object): void {
  for (const name of Object.keys(target)) Reflect.deleteProperty(target, name)
  if (Array.isArray(target)) target.length = 0
  Object.assign(target, members)
}

function read<T>(path: string): T | undefined {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new Error(`${path} is not JSON; delete it or start with --fresh`, { cause })
  }
}
