import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { run } from './src/runtime/index.ts'

const here = fileURLToPath(new URL('.', import.meta.url))
const root = join(here, '../..')

/** Fills the folder with the package as npm gets it: compiled, file by file, with its README. */
export async function buildPackage(folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const typescript = createRequire(import.meta.url).resolve('typescript/package.json')
  // The types are checked apart from this.
  const options = ['--project', 'tsconfig.build.json', '--noCheck', '--outDir', join(folder, 'lib')]
  await run(process.execPath, [join(typescript, '../bin/tsc'), ...options], { cwd: here })
  const sql = 'insforge/bootstrap.sql'
  cpSync(join(here, 'src', sql), join(folder, 'lib', sql))
  cpSync(join(root, 'LICENSE'), join(folder, 'LICENSE'))

  const { repository } = readJson(join(root, 'package.json'))
  const home = `https://github.com/${`${repository}`.replace('github:', '')}`
  const readme = readFileSync(join(here, 'README.md'), 'utf8')
  writeFileSync(join(folder, 'README.md'), readme.replaceAll('](../../', `](${home}/blob/main/`))
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifestFor(home), null, 2))
}

/** Packs that folder into `to`; gives the path of the archive. */
export async function pack(folder: string, to: string): Promise<string> {
  const packed = await run('npm', ['pack', '--json', '--pack-destination', to], { cwd: folder })
  const [{ filename }] = JSON.parse(packed) as [{ filename: string }]
  return join(to, filename)
}

function manifestFor(home: string): object {
  const { name, version, description, license, type, dependencies, optionalDependencies } =
    readJson(join(here, 'package.json'))
  return {
    ...{ name, version, description, license, type },
    repository: { type: 'git', url: `git+${home}.git`, directory: 'packages/local' },
    engines: readJson(join(root, 'package.json')).engines,
    bin: { 'insforge-local': 'lib/cli/insforge-local.js' },
    exports: { '.': { types: './lib/index.d.ts', default: './lib/index.js' } },
    files: ['lib'],
    publishConfig: { access: 'public', provenance: true },
    ...{ dependencies, optionalDependencies },
  }
}

const readJson = (path: string) =>
  JSON.parse(readFileSync(path, 'utf8')) as Readonly<Record<string, unknown>>
