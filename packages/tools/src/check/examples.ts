import { readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { type Document, readDocument } from '../docs/markdown.ts'
import { filesIn, listExamples, listFiles, read, readPackageJson, statOf } from '../repository.ts'
import { covers } from '../sync/expected.ts'
import { manifest } from '../sync/manifest.ts'
import type { Rule } from './rule.ts'

/** A rule that holds for every example by itself. */
function forEach(name: string, check: (root: string, folder: string) => string[]): Rule {
  const all = (root: string) => listExamples(root).map((example) => `examples/${example}`)
  return { name, check: (root) => all(root).flatMap((folder) => check(root, folder)) }
}

/** The rules for what every example has. */
export const exampleRules: readonly Rule[] = [
  forEach('examples stay in their folder', (root, folder) =>
    findEscapes(join(root, folder), filesIn(listFiles(root), folder)).map(
      (fault) => `${folder}/${fault}`,
    ),
  ),
  forEach('examples are complete', (root, folder) => {
    const files = filesIn(listFiles(root), folder)
    const { scripts } = readPackageJson(root, folder)
    return [
      ...[...manifest.providerFiles, ...screenshots, 'e2e/todos.spec.ts']
        .filter((entry) => !files.some((path) => covers([entry], path)))
        .map((entry) => `${folder}/${entry} is missing`),
      ...['dev', 'build', 'start', 'lint', 'typecheck', 'test', 'test:e2e']
        .filter((script) => scripts[script] === undefined)
        .map((script) => `${folder}/package.json has no script ${script}`),
    ]
  }),
  forEach("examples' READMEs have the common sections", (root, folder) =>
    findUnlikeSections(readDocument(read(root, `${folder}/README.md`))).map(
      (fault) => `${folder}/README.md ${fault}`,
    ),
  ),
  forEach('accent colors are readable', findPaleColors),
]

const screenshots = ['dark', 'empty', 'error', 'light', 'phone'].map(
  (name) => `screenshots/${name}.png`,
)

// Prose may link to the rest of the repository, and lockfiles have rules of their own.
const unread = /\.(?:md|png|ico|svg)$|(?:^|\/)package-lock\.json$/
const relativePath = /["'`(]((?:\.{1,2}\/)+[^"'`)\s]*)/g
const ours = /@insforge-auth-starters\/[\w-]+|["'`](?:packages|sql)\/[^"'`]*/
const protocols = /"(?:workspace|catalog|link|file|portal):[^"]*"/

/**
 * Where an example reaches outside its folder, as `file: what`. Copied out alone, it would not
 * install or build. `files` are the example's, relative to its folder.
 */
export function findEscapes(folder: string, files: readonly string[]): string[] {
  return files.flatMap((file) => {
    if (statOf(join(folder, file))?.isSymbolicLink()) return [`${file}: is a symlink`]
    if (posix.basename(file) === 'pnpm-workspace.yaml') return [`${file}: makes it a workspace`]
    if (unread.test(file)) return []
    const text = readFileSync(join(folder, file), 'utf8')
    const outside = [...text.matchAll(relativePath)]
      .map(([, path = '']) => path)
      .filter((path) => posix.join(posix.dirname(file), path).startsWith('../'))
    return [...outside, ...[ours, protocols].map((pattern) => pattern.exec(text)?.[0])]
      .filter((found) => found !== undefined)
      .map((found) => `${file}: ${found}`)
  })
}

const sections = [
  ...['Run it without an account', 'Set it up', 'Make it yours', 'How it works', 'Variables'],
  ...['Deploy', 'Test', 'Update your copy', 'Security', 'Troubleshooting', 'Not verified'],
]
const parts = [
  ...['Rename the app', 'Change the colors', 'Add a column'],
  ...['Add a table with its page', 'Remove the demo', 'Remove the account page'],
]

/** What an example's README lacks: its title, its sections in order, the parts of “Make it yours”, a picture. */
export function findUnlikeSections({ headings, links }: Document): string[] {
  const [title, ...below] = headings
  const found = below.filter(({ depth }) => depth === 2).map(({ text }) => text)
  const own = below.slice(below.findIndex(({ text }) => text === 'Make it yours') + 1)
  const next = own.findIndex(({ depth }) => depth <= 2)
  const inOwn = own.slice(0, next).map(({ text }) => text)
  return [
    ...(/^\S+ \+ InsForge starter$/.test(title?.text ?? '')
      ? []
      : ['does not begin with “# <provider> + InsForge starter”']),
    ...(found.join() === sections.join()
      ? []
      : [`has the sections ${found.join(', ')} instead of ${sections.join(', ')}`]),
    ...parts
      .filter((part) => !inOwn.includes(part))
      .map((part) => `has no “${part}” in “Make it yours”`),
    ...(links.some((link) => link.startsWith('screenshots/')) ? [] : ['shows no screenshot']),
  ]
}

/** Text that is hard to read in the provider's accent color, light or dark. */
export function findPaleColors(root: string, folder: string): string[] {
  const path = `${folder}/auth/accent.css`
  // globals.css imports it before its own rules: what both set is as globals.css has it.
  const css = read(root, path) + read(root, 'packages/shared/starter/app/globals.css')
  const found = css.matchAll(/(--[\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)
  const colors = new Map([...found].map(([, name = '', ...schemes]) => [name, schemes]))
  const pairs = [
    ['--accent', '--color-background'],
    ['--accent', '--color-surface'],
    ['--color-on-accent', '--accent'],
  ] as const
  return pairs.flatMap(([front, back]) =>
    ['light', 'dark'].flatMap((scheme, index) => {
      const [a, b] = [colors.get(front)?.[index], colors.get(back)?.[index]]
      if (!a || !b) return [`${path}: ${a ? back : front} has no color, ${scheme}`]
      const ratio = contrast(a, b)
      if (ratio >= 4.5) return []
      return [`${path}: ${front} on ${back}, ${scheme}, has a contrast of ${ratio.toFixed(2)}`]
    }),
  )
}

/** The contrast ratio of WCAG 2 between two colors like `#ffffff`. */
function contrast(one: string, other: string): number {
  const luminance = (color: string) => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
      const channel = Number.parseInt(color.slice(at, at + 2), 16) / 255
      return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}
