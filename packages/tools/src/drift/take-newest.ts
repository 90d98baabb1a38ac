import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { read } from '../repository.ts'
import { type Pin, type Release, writePin } from './pins.ts'

/** A pin, and what npm has that is newer or the same. */
export type Bump = Pin & { readonly release: Release }

/**
 * Writes the newest versions into the copy: all of them, or where npm does not install an example's
 * together, those that it does, one after the other. Returns what it says about each of the others.
 */
export function takeNewest(
  tree: string,
  provider: string,
  pins: readonly Bump[],
  lock: (root: string, example: string) => void,
): string[] {
  const file = `examples/${provider}/package.json`
  for (const pin of pins) if (pin.file !== file) writePin(tree, pin, pin.release)
  const before = read(tree, file)
  const write = (chosen: readonly Bump[]) => {
    writeFileSync(join(tree, file), before)
    for (const pin of chosen) writePin(tree, pin, pin.release)
    lock(tree, provider)
  }
  const own = pins.filter((pin) => pin.file === file)
  if (refusal(() => write(own)) === undefined) return []
  const taken: Bump[] = []
  const refused: string[] = []
  for (const pin of own) {
    const why = refusal(() => write([...taken, pin]))
    if (why === undefined) taken.push(pin)
    else refused.push(`${pin.name} ${pin.release.version} was left out: ${why}`)
  }
  write(taken)
  return refused
}

/** What npm says when it refuses; undefined if it does not. */
function refusal(work: () => void): string | undefined {
  try {
    work()
    return undefined
  } catch (error) {
    return firstError(error)
  }
}

/** From the first line on that speaks of an error, after the one that names the command. */
export function firstError(error: unknown): string {
  const [command = '', ...lines] = String(error).trim().split('\n')
  const first = lines.findIndex((line) => /error:|npm error|\berr_|failed/i.test(line))
  return lines.slice(Math.max(first, 0), first + 15).join('\n') || command
}
