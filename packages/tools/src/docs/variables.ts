import { join } from 'node:path'
import { z } from 'zod'
import { read } from '../repository.ts'
import { formatTable } from './markdown.ts'
import { runScript } from './run-script.ts'

const variablesSchema = z.array(
  z.object({ name: z.string(), where: z.string(), refused: z.string().optional() }),
)

/** One variable of an example; `refused` is what its check says to a value that is nothing like it. */
type ExampleVariable = z.infer<typeof variablesSchema>[number]

const script = `
  const { variables } = await import('./auth/env.ts')
  const told = Object.entries(variables).map(([name, { where, check }]) => ({
    name, where, refused: check?.('-')
  }))
  process.stdout.write(JSON.stringify(told))`

/** The variables of the example in `folder`, asked of its own `auth/env.ts`. */
export function readVariables(folder: string): ExampleVariable[] {
  // As React Server Components are resolved: `server-only` throws otherwise.
  const args = ['--conditions=react-server', '--input-type=module', '-e', script]
  const env = { TSX_TSCONFIG_PATH: join(folder, 'tsconfig.json') }
  return variablesSchema.parse(JSON.parse(runScript(folder, args, ['auth', 'lib'], env)))
}

/** The table of them for the example's README. */
export function variablesTable(variables: readonly ExampleVariable[]): string {
  const rows = variables.map(({ name, where, refused = '' }) => [`\`${name}\``, where, refused])
  return formatTable([['variable', 'where to find it', 'refused when it'], ...rows])
}

/**
 * Where `.env.example` and the README of an example know other variables than its `auth/env.ts`: the
 * first sets them all and no others, the second speaks of each, those only commented out too.
 */
export function findUnlikeVariables(root: string, example: string): string[] {
  const folder = `examples/${example}`
  const names = readVariables(join(root, folder)).map(({ name }) => name)
  const text = read(root, `${folder}/.env.example`)
  const readme = read(root, `${folder}/README.md`)
  const found = (pattern: RegExp) => [...text.matchAll(pattern)].map(([, name = '']) => name)
  const [set, commented] = [found(/^([A-Z]\w*)=/gm), found(/^# ?([A-Z]\w*)=/gm)]
  return [
    ...(set.join() === names.join()
      ? []
      : [`${folder}/.env.example sets ${set.join(', ')}; auth/env.ts has ${names.join(', ')}`]),
    ...commented
      .filter((name) => names.includes(name))
      .map((name) => `${folder}/.env.example mentions ${name} once more in a comment`),
    ...commented
      .filter((name) => !readme.includes(`\`${name}\``))
      .map((name) => `${folder}/README.md does not mention \`${name}\``),
  ]
}
