import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { contrast } from '../../local/test/emulator/contrast.ts'
import { exampleSections } from '../src/docs/sections.ts'
import { listFiles } from '../src/files.ts'
import { readDocument } from '../src/markdown/document.ts'
import { readPackageJson } from '../src/package-json.ts'
import { readMinimums } from '../src/report/minimums.ts'
import { filesIn } from '../src/sync/expected.ts'
import { manifest } from '../src/sync/manifest.ts'
import type { Break } from '../src/teeth/break.ts'

/** One thing that every example has, here or elsewhere in the repository. */
export interface Requirement {
  readonly what: string
  /** What an example lacks of it and where that belongs; nothing when it has it. */
  gaps(root: string, example: string, breaks: readonly Break[]): string[]
}

const read = (root: string, path: string) => readFileSync(join(root, path), 'utf8')

/** The paths of these that do not exist, each as a gap. */
const absent = (root: string, ...paths: readonly string[]) =>
  paths.filter((path) => !existsSync(join(root, path))).map((path) => `${path} is missing`)

const screenshots = ['dark', 'empty', 'error', 'light', 'phone']

export const requirements: readonly Requirement[] = [
  {
    what: 'a smoke test that ships with it',
    gaps: (root, example) =>
      absent(
        root,
        ...['smoke.spec.ts', 'provider.ts'].map((file) => `examples/${example}/e2e/${file}`),
      ),
  },
  {
    what: 'an emulator that is listed',
    gaps(root, example) {
      const list = 'packages/local/src/providers/index.ts'
      const isListed = read(root, list).includes(`'./${example}/index.ts'`)
      return [
        ...absent(root, `packages/local/src/providers/${example}/index.ts`),
        ...(isListed ? [] : [`${list} does not list ${example}`]),
      ]
    },
  },
  {
    what: 'a contract test of its emulator',
    gaps(root, example) {
      const folder = `packages/local/test/providers/${example}`
      const tests = filesIn(listFiles(root), folder).filter((path) => path.endsWith('.test.ts'))
      return tests.length > 0 ? [] : [`${folder} has no *.test.ts`]
    },
  },
  {
    what: 'a browser suite with a turbo task of its own, and a part in that of all',
    gaps(root, example) {
      const task = `e2e:${example}`
      const { scripts } = readPackageJson(root, 'packages/e2e')
      const { name } = readPackageJson(root, `examples/${example}`)
      const { tasks } = turboSchema.parse(JSON.parse(read(root, 'turbo.json')))
      return [
        ...(task in scripts ? [] : [`packages/e2e/package.json has no script ${task}`]),
        ...(task in tasks ? [] : [`turbo.json has no task ${task}`]),
        ...[task, 'e2e:all']
          .filter((one) => one in tasks && !tasks[one]?.dependsOn.includes(`${name}#source`))
          .map((one) => `turbo.json: ${one} does not depend on ${name}#source`),
      ]
    },
  },
  {
    what: 'a job in CI',
    gaps(root, example) {
      const path = '.github/workflows/ci.yml'
      const { example: job } = workflowSchema.parse(parse(read(root, path))).jobs
      const isThere = job.strategy.matrix.example.includes(example)
      return isThere ? [] : [`${path}: the matrix of the job example lacks ${example}`]
    },
  },
  {
    what: "a row in the table of the root's README",
    gaps: (root, example) => {
      const row = `[\`examples/${example}\`](examples/${example}) |`
      const isThere = read(root, 'README.md')
        .split('\n')
        .some((line) => line.startsWith('| ') && line.includes(row))
      return isThere ? [] : [`README.md has no row in its table with ${row}`]
    },
  },
  {
    what: 'a README with the sections that all have, in their order',
    gaps(root, example) {
      const path = `examples/${example}/README.md`
      if (manifest.legacy.examples.includes(example)) return []
      const [title, ...below] = readDocument(read(root, path)).headings
      const others = below.filter(({ depth }) => depth === 2)
      const named = /^\S+ \+ InsForge starter$/.test(title?.text ?? '')
      const unlike = others.find(({ text }, index) => text !== exampleSections[index])
      return [
        ...(named ? [] : [`${path} does not begin with “# <provider> + InsForge starter”`]),
        ...(unlike
          ? [`${path}: “${unlike.text}” is none of the sections, or at another place`]
          : []),
        ...exampleSections
          .filter((section) => !others.some(({ text }) => text === section))
          .map((section) => `${path} has no section “${section}”`),
      ]
    },
  },
  {
    what: 'something that is broken on purpose',
    gaps(_, example, breaks) {
      const folders = [`examples/${example}/`, `packages/local/src/providers/${example}/`]
      const concerns = ({ file, check }: Break) =>
        folders.some((folder) => file.startsWith(folder)) ||
        ('example' in check && check.example === example)
      const where = `packages/tools/src/teeth/breaks has nothing of ${example}`
      return breaks.some(concerns) ? [] : [where]
    },
  },
  {
    what: 'a least number of tests for each of its suites',
    gaps(root, example) {
      const minimums = readMinimums(root)
      return [`${example}.hard`, `${example}.smoke`]
        .filter((suite) => !(suite in minimums))
        .map((suite) => `packages/tools/test-minimums.json has no ${suite}`)
    },
  },
  {
    what: 'an accent that can be read, light and dark',
    gaps(root, example) {
      const path = `examples/${example}/app/accent.css`
      const base = colours(read(root, 'packages/shared/src/styles/base.css'))
      const own = colours(read(root, path))
      const pairs = [
        ['--accent', '--background'],
        ['--accent', '--surface'],
        ['--on-accent', '--accent'],
      ] as const
      return pairs.flatMap(([front, back]) =>
        (['light', 'dark'] as const).flatMap((scheme, index) => {
          const [a, b] = [own[front]?.[index], (own[back] ?? base[back])?.[index]]
          if (a === undefined || b === undefined) return [`${path} has no ${front}, ${scheme}`]
          const ratio = contrast(a, b)
          if (ratio >= 4.5) return []
          return [`${path}: ${front} on ${back}, ${scheme}, has a contrast of ${ratio.toFixed(2)}`]
        }),
      )
    },
  },
  {
    what: 'its pictures, in its README, too',
    gaps(root, example) {
      const folder = `examples/${example}`
      const shows = readDocument(read(root, `${folder}/README.md`)).links
      return [
        ...absent(root, ...screenshots.map((name) => `${folder}/screenshots/${name}.png`)),
        ...(shows.some((link) => link.startsWith('screenshots/'))
          ? []
          : [`${folder}/README.md shows none of screenshots/`]),
      ]
    },
  },
]

const turboSchema = z.object({
  tasks: z.record(z.string(), z.object({ dependsOn: z.array(z.string()).default([]) })),
})
const matrixSchema = z.object({ matrix: z.object({ example: z.array(z.string()) }) })
const workflowSchema = z.object({
  jobs: z.object({ example: z.object({ strategy: matrixSchema }) }),
})

/** The colours of a stylesheet by the variable's name: light, dark. */
function colours(css: string): Readonly<Record<string, readonly [string, string]>> {
  const found = css.matchAll(/(--[\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)
  return Object.fromEntries(
    [...found].map(([, name = '', light = '', dark = '']) => [name, [light, dark] as const]),
  )
}
