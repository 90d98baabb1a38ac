import { execFileSync } from 'node:child_process'
import type { Check } from './mutant.ts'

/** Tells, by the table of the browser suite, which checks `pnpm test` runs only with `--full`. */
export function readFullOnly(root: string): (check: Check) => boolean {
  const args = ['--import', 'tsx', 'packages/e2e/src/cli.ts', 'list']
  const table = execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8' })
  const [[, ...examples] = [], ...rows] = table.split('\n').map((line) => line.split(/\s+/))
  const places = new Map(rows.map(([spec = '', ...where]) => [spec, where]))
  return ({ file, example }) =>
    example === undefined
      ? file.endsWith('.full.test.ts')
      : places.get(file.replace(/^(suite|providers)\//, ''))?.[examples.indexOf(example)] ===
        '--full'
}
