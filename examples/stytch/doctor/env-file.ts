import { existsSync, readFileSync } from 'node:fs'
import { type Finding, wrong } from './finding'

/** Names the values of a variables file of which Next reads only a part. */
export function checkFile(path: string): Finding[] {
  if (!existsSync(path)) return []
  const lines = readFileSync(path, 'utf8').split(/\r?\n/)
  return lines.flatMap((line) => {
    const [, name = '', value = ''] = /^\s*(?:export\s+)?(\w+)\s*=(.*)$/.exec(line) ?? []
    const problem = cutBy(value.trim())
    if (problem === undefined) return []
    return [
      wrong(name, `In ${path} it has ${problem.what}: Next reads only a part of it.`, problem.next),
    ]
  })
}

function cutBy(value: string): { what: string; next: string } | undefined {
  if (/(^|[^\\])\$/.test(value)) return { what: 'a $', next: 'Write \\$ in place of $.' }
  const isQuoted = /^(["'`]).*\1$/.test(value)
  // With a space behind it, it begins a comment.
  if (!isQuoted && /#(?! )/.test(value)) return { what: 'a #', next: 'Put it into double quotes.' }
  return undefined
}
