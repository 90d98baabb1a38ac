import { spawnSync } from 'node:child_process'
import { gitEnvironment } from '../repository.ts'
import { type Comparison, type DifferingFile, leftOut } from './compare.ts'
import { purposeOf } from './purposes.ts'

/** The comparison for a terminal: one sentence, and a table of each file with its lines and purpose. */
export function summary({ names: [one, other], differing, same }: Comparison): string {
  const onlyInOne = differing.filter(({ lines }) => lines[1] === undefined)
  const onlyInOther = differing.filter(({ lines }) => lines[0] === undefined)
  const inBoth = differing.filter(({ lines }) => !lines.includes(undefined))
  const count = (files: number, word: string, words: string) =>
    `${files} ${files === 1 ? word : words}`

  const width = Math.max(...differing.map(({ path }) => path.length), 0)
  const row = (path: string, cells: readonly (string | number)[], purpose = '') => {
    const columns = cells.map((cell, index) =>
      `${cell}`.padStart(Math.max([one, other][index]?.length ?? 0, 5)),
    )
    return `  ${path.padEnd(width)}  ${columns.join('  ')}  ${purpose}`.trimEnd()
  }
  const group = (title: string, files: readonly DifferingFile[]) => {
    if (files.length === 0) return []
    const rows = files.map(({ path, lines }) =>
      row(
        path,
        lines.map((line) => line ?? '–'),
        purposeOf(path),
      ),
    )
    return [row(title, [one, other]), ...rows, '']
  }
  return [
    `${one} → ${other}: ${count(inBoth.length, 'file differs', 'files differ')}, ` +
      `${count(onlyInOne.length, 'is', 'are')} only in ${one} and ` +
      `${count(onlyInOther.length, 'is', 'are')} only in ${other}; ` +
      `${count(same, 'is', 'are')} the same.`,
    `Left out: ${leftOut.join(' and ')}. Below the table: git diff --no-index.`,
    '',
    ...group('in both', inBoth),
    ...group(`only in ${one}`, onlyInOne),
    ...group(`only in ${other}`, onlyInOther),
  ].join('\n')
}

/** The unified diff of every file of a comparison, by `git diff --no-index`. */
export function unifiedDiff(root: string, { names, differing }: Comparison, color: boolean) {
  const args = ['diff', '--no-index', '--no-ext-diff', `--color=${color ? 'always' : 'never'}`]
  const diffs = differing.map(({ path, lines }) => {
    const paths = names.map((name, index) =>
      lines[index] === undefined ? '/dev/null' : `examples/${name}/${path}`,
    )
    const options = { cwd: root, env: gitEnvironment(), encoding: 'utf8' } as const
    const { status, stdout, stderr, error } = spawnSync('git', [...args, '--', ...paths], options)
    if (error) throw error
    // 1 says that they differ.
    if (status !== 0 && status !== 1) throw new Error(`git diff ended with ${status}: ${stderr}`)
    return stdout
  })
  return diffs.join('')
}
