import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join, posix } from 'node:path'
import { z } from 'zod'
import { checkFile, findStaleness, readMutants } from '../mutate/mutant.ts'
import { listExamples, listFiles, read } from '../repository.ts'
import { expectedFiles } from '../sync/expected.ts'
import { manifest } from '../sync/manifest.ts'
import type { Rule } from './rule.ts'

/** Which folder may not import which other one: the second knows the first. */
const forbidden = [
  ['packages/local/src/emulator', 'packages/local/src/providers'],
  ['packages/local/src/insforge', 'packages/local/src/emulator'],
  ['packages/local', 'packages/e2e'],
  ['packages/local', 'packages/shared'],
  ['packages/shared/starter', 'packages/shared/test'],
] as const
const allowed = ['packages/local/src/providers/provider.ts']

/** The rules for the code of the packages. */
export const codeRules: readonly Rule[] = [
  {
    name: 'imports go one way',
    check: (root) => findForbiddenImports(root),
  },
  {
    name: 'no dead code, no unused dependency, no circle (knip)',
    check: runKnip,
  },
  {
    name: 'every mutant fits',
    async check(root) {
      const mutants = await readMutants()
      const names = mutants.map(({ name }) => name)
      const copies = listCopies(root)
      return mutants.flatMap((mutant, index) => {
        const { name, check } = mutant
        const file = checkFile(check)
        return [
          findStaleness(root, mutant),
          copies.has(mutant.file) ? `${mutant.file} is a copy: name its source` : undefined,
          existsSync(join(root, file)) ? undefined : `its check ${file} does not exist`,
          names.indexOf(name) === index ? undefined : 'its name is not unique',
        ].flatMap((fault) => (fault === undefined ? [] : [`${name}: ${fault}`]))
      })
    },
  },
]

/** The files of the examples that `pnpm sync` writes, and would write again over a mutant. */
function listCopies(root: string): ReadonlySet<string> {
  const files = listFiles(root)
  const copiesOf = (example: string) => [...expectedFiles(files, manifest, example).keys()]
  return new Set(
    listExamples(root).flatMap((example) =>
      copiesOf(example).map((path) => `examples/${example}/${path}`),
    ),
  )
}

/** Imports from a folder that may not know the other. */
export function findForbiddenImports(root: string): string[] {
  const files = listFiles(root).filter((path) => /\.[cm]?tsx?$/.test(path))
  return forbidden.flatMap(([from, to]) =>
    files
      .filter((path) => path.startsWith(`${from}/`))
      .flatMap((path) =>
        [...read(root, path).matchAll(/(?:from|import)[ (]['"](\.[^'"]+)['"]/g)]
          .map(([, target = '']) => posix.join(posix.dirname(path), target))
          .filter((target) => target.startsWith(`${to}/`) && !allowed.includes(target))
          .map((target) => `${path} imports ${target}`),
      ),
  )
}

const issue = z.object({ name: z.string() })
const knipSchema = z.object({
  issues: z.array(z.looseObject({ file: z.string() })),
})

/** What knip finds, as `file: kind name`. */
function runKnip(root: string): string[] {
  const knip = join(root, 'node_modules/knip/bin/knip.js')
  const args = [knip, '--no-progress', '--no-exit-code', '--reporter=json', '--directory', root]
  const { stdout, stderr, error } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  if (error) throw error
  if (!stdout.startsWith('{')) throw new Error(`knip printed no report: ${stderr}`)
  return knipSchema.parse(JSON.parse(stdout)).issues.flatMap(({ file, ...kinds }) =>
    Object.entries(kinds).flatMap(([kind, found]) => {
      const issues = z.array(z.union([issue, z.array(issue)])).safeParse(found)
      return (issues.data ?? [])
        .flat()
        .map(({ name }) => `${file}: ${kind}${name === file ? '' : ` ${name}`}`)
    }),
  )
}
