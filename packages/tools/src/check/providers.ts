import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { listExamples, listFiles, read, readIfThere, readPackageJson } from '../repository.ts'
import type { Rule } from './rule.ts'

const registry = 'packages/local/src/providers/registry.ts'

/** A provider is its folders and one line of the registry. */
export const providerFolders: Rule = {
  name: 'a provider is its folders and a line of the registry',
  check(root) {
    const files = listFiles(root)
    return listExamples(root).flatMap((name) => {
      const isNamed = read(root, registry).includes(`./${name}/index.ts`)
      const hasDriver = files.some(
        (path) => /^packages\/e2e\/.*providers\//.test(path) && path.includes(name),
      )
      return [
        ...(isNamed ? [] : [`${registry} does not import ./${name}/index.ts`]),
        ...(existsSync(join(root, `packages/local/src/providers/${name}/index.ts`))
          ? []
          : [`packages/local/src/providers/${name}/index.ts is missing`]),
        ...(hasDriver ? [] : [`packages/e2e/providers/${name}/ is missing`]),
      ]
    })
  },
}

const turboJson = 'packages/e2e/turbo.json'
const packageJson = 'packages/e2e/package.json'

/** The browser suites' turbo tasks, and the scripts that they run: one of each per example. */
export const browserTasks: Rule = {
  name: 'turbo tasks of the browser suites',
  check: (root) =>
    Object.entries(writeTasks(root))
      .filter(([path, text]) => readIfThere(root, path) !== text)
      .map(([path]) => `${path} is out of date`),
  fix(root) {
    for (const [path, text] of Object.entries(writeTasks(root))) {
      if (readIfThere(root, path) !== text) writeFileSync(join(root, path), text)
    }
  },
}

/** What other examples leave out because it is the same there: see packages/e2e/src/selection.ts. */
const REPRESENTATIVE = 'workos'

function writeTasks(root: string): Readonly<Record<string, string>> {
  const examples = listExamples(root)
  const sourceOf = (name: string) => `${readPackageJson(root, `examples/${name}`).name}#source`
  const all = [...examples.map(sourceOf), '^source']
  const inputs = ['$TURBO_DEFAULT$', '$TURBO_ROOT$/sql/**', '$TURBO_ROOT$/pnpm-lock.yaml']
  const tasks = Object.fromEntries([
    ['e2e:all', { dependsOn: all, inputs, outputs: ['reports/all.*'] }],
    ['e2e:portable', { dependsOn: all, inputs, outputs: ['reports/portable.*'] }],
    ...examples.map((name) => {
      const dependsOn = [...new Set([name, REPRESENTATIVE])].sort().map(sourceOf)
      const outputs = [`reports/${name}.*`, `reports/${name}/**`, `built/${name}/**`]
      return [`e2e:${name}`, { dependsOn: [...dependsOn, '^source'], inputs, outputs }]
    }),
    // Its unit tests compare the examples.
    ['test', { dependsOn: all, inputs: ['$TURBO_DEFAULT$', '$TURBO_ROOT$/tsconfig.base.json'] }],
  ])
  const manifest = readPackageJson(root, packageJson.replace('/package.json', ''))
  const others = Object.entries(manifest.scripts).filter(([name]) => !name.startsWith('e2e:'))
  const scripts = Object.fromEntries([
    ...others,
    ['e2e:all', 'tsx src/cli.ts together'],
    ['e2e:portable', 'tsx src/cli.ts portable'],
    ...examples.map((name) => [`e2e:${name}`, `tsx src/cli.ts run ${name}`]),
  ])
  const json: Readonly<Record<string, unknown>> = JSON.parse(read(root, packageJson))
  return {
    [turboJson]: toJson({ extends: ['//'], tasks }),
    [packageJson]: toJson({ ...json, scripts }),
  }
}

/** JSON as Biome formats it: a list stays on its line where there is room for it. */
function toJson(value: unknown): string {
  const text = JSON.stringify(value, undefined, 2)
  const lists = text.replace(
    /^( *)(.*)\[\n([^[\]{}]*)\n *\](,?)$/gm,
    (list, indent, before, items, comma) => {
      const line = `${indent}${before}[${items.trim().replace(/\n */g, ' ')}]${comma}`
      return line.length <= 100 ? line : list
    },
  )
  return `${lists}\n`
}
