import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { contrast } from '../../local/test/emulator/contrast.ts'
import { exampleSections } from '../src/docs/sections.ts'
import { type Document, readDocument } from '../src/markdown/document.ts'
import { readPackageJson } from '../src/package-json.ts'

/** One thing that every example has, in its folder or elsewhere in the repository. */
export interface Requirement {
  readonly what: string
  /** What the example lacks, and where it belongs. */
  gaps(root: string, example: string): string[]
}

const read = (root: string, path: string) => readFileSync(join(root, path), 'utf8')

/** A gap for each of these paths that does not exist. */
const absent = (root: string, ...paths: readonly string[]) =>
  paths.filter((path) => !existsSync(join(root, path))).map((path) => `${path} is missing`)

const screenshots = ['dark', 'empty', 'error', 'light', 'phone']

export const requirements: readonly Requirement[] = [
  {
    what: 'a smoke test that ships with it',
    gaps: (root, example) =>
      absent(
        root,
        ...['todos.spec.ts', 'provider.ts'].map((file) => `examples/${example}/e2e/${file}`),
      ),
  },
  {
    what: 'a turbo task for its browser suite, and a part in the one for all',
    gaps(root, example) {
      const task = `e2e:${example}`
      const { scripts } = readPackageJson(root, 'packages/e2e')
      const { name } = readPackageJson(root, `examples/${example}`)
      const { tasks } = turboSchema.parse(JSON.parse(read(root, 'turbo.json')))
      return [
        ...(task in scripts ? [] : [`packages/e2e/package.json has no script ${task}`]),
        ...(task in tasks ? [] : [`turbo.json has no task ${task}`]),
        // Its unit tests compare the examples.
        ...[task, 'e2e:all', '@insforge-auth-starters/e2e#test']
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
    what: 'a README with the common sections, in order',
    gaps(root, example) {
      const path = `examples/${example}/README.md`
      const [title, ...below] = readDocument(read(root, path)).headings
      const sections = below.filter(({ depth }) => depth === 2)
      const named = /^\S+ \+ InsForge starter$/.test(title?.text ?? '')
      const unlike = sections.find(({ text }, index) => text !== exampleSections[index]?.title)
      return [
        ...(named ? [] : [`${path} does not begin with “# <provider> + InsForge starter”`]),
        ...(unlike
          ? [`${path}: “${unlike.text}” is not one of the common sections, or out of order`]
          : []),
        ...exampleSections
          .filter(({ title }) => !sections.some(({ text }) => text === title))
          .map(({ title }) => `${path} has no section “${title}”`),
        ...exampleSections.flatMap(({ title, parts = [] }) =>
          parts
            .filter((part) => !partsOf(title, below).includes(part))
            .map((part) => `${path} has no “${part}” in “${title}”`),
        ),
      ]
    },
  },
  {
    what: 'a readable accent color, light and dark',
    gaps(root, example) {
      const path = `examples/${example}/auth/accent.css`
      // globals.css imports it before its own rules: what both set is as globals.css has it.
      const all = {
        ...colors(read(root, path)),
        ...colors(read(root, 'packages/shared/starter/app/globals.css')),
      }
      const pairs = [
        ['--accent', '--background'],
        ['--accent', '--surface'],
        ['--on-accent', '--accent'],
      ] as const
      return pairs.flatMap(([front, back]) =>
        (['light', 'dark'] as const).flatMap((scheme, index) => {
          const [a, b] = [all[front]?.[index], all[back]?.[index]]
          if (a === undefined) return [`${path} has no ${front}, ${scheme}`]
          if (b === undefined) return [`${path} has no ${back}, ${scheme}`]
          const ratio = contrast(a, b)
          if (ratio >= 4.5) return []
          return [`${path}: ${front} on ${back}, ${scheme}, has a contrast of ${ratio.toFixed(2)}`]
        }),
      )
    },
  },
  {
    what: 'screenshots, and one of them in its README',
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

/** The headings right below a section. */
function partsOf(section: string, headings: Document['headings']): string[] {
  const from = headings.findIndex(({ depth, text }) => depth === 2 && text === section) + 1
  const length = headings.slice(from).findIndex(({ depth }) => depth <= 2)
  const within = headings.slice(from, length === -1 ? undefined : from + length)
  return from === 0 ? [] : within.filter(({ depth }) => depth === 3).map(({ text }) => text)
}

const turboSchema = z.object({
  tasks: z.record(z.string(), z.object({ dependsOn: z.array(z.string()).default([]) })),
})
const matrixSchema = z.object({ matrix: z.object({ example: z.array(z.string()) }) })
const workflowSchema = z.object({
  jobs: z.object({ example: z.object({ strategy: matrixSchema }) }),
})

/** The colors of a stylesheet by variable name: light, dark. */
function colors(css: string): Readonly<Record<string, readonly [string, string]>> {
  const found = css.matchAll(/(--[\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)
  return Object.fromEntries(
    [...found].map(([, name = '', light = '', dark = '']) => [name, [light, dark] as const]),
  )
}
