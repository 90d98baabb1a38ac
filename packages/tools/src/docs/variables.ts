import { execFileSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { z } from 'zod'
import { formatTable } from '../markdown/table.ts'

const variablesSchema = z.array(
  z.object({ name: z.string(), where: z.string(), refused: z.string().optional() }),
)

/** One variable of an example; `refused` is what its check says to a value that is nothing like it. */
export type ExampleVariable = z.infer<typeof variablesSchema>[number]

const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href

const script = (path: string) => `
  const { variables } = await import('${path}')
  const told = Object.entries(variables).map(([name, { where, check }]) => ({
    name, where, refused: check?.('-')
  }))
  process.stdout.write(JSON.stringify(told))`

/** The variables of the example in `folder`, asked of its own `auth/env.ts`. */
export function readVariables(folder: string): ExampleVariable[] {
  // As React Server Components are resolved: `server-only` throws otherwise.
  const args = [
    '--conditions=react-server',
    '--import',
    tsx,
    '--input-type=module',
    '-e',
    script('./auth/env.ts'),
  ]
  const { NODE_OPTIONS: _, ...env } = process.env
  const told = execFileSync(process.execPath, args, {
    cwd: folder,
    env: { ...env, TSX_TSCONFIG_PATH: join(folder, 'tsconfig.json') },
    encoding: 'utf8',
  })
  return variablesSchema.parse(JSON.parse(told))
}

/** The table of them for the example's README. */
export function variablesTable(variables: readonly ExampleVariable[]): string {
  const rows = variables.map(({ name, where, refused = '' }) => [`\`${name}\``, where, refused])
  return formatTable([['variable', 'where to find it', 'refused when it'], ...rows])
}

/** The names in a `.env` file: those that it sets, and those that it only mentions in a comment. */
export function readEnvNames(text: string): { set: string[]; commented: string[] } {
  const names = (pattern: RegExp) => [...text.matchAll(pattern)].map(([, name = '']) => name)
  return { set: names(/^([A-Z]\w*)=/gm), commented: names(/^# ?([A-Z]\w*)=/gm) }
}
