import { readFileSync } from 'node:fs'
import { createRequire, isBuiltin } from 'node:module'
import { compileFunction } from 'node:vm'

/** What an Action exports for the trigger `post-login`. */
export type PostLogin = (event: unknown, api: unknown) => unknown

/**
 * The handler in an Action's file, which is read anew each time, so that an edit works at once;
 * undefined without the file. `source` is run in place of what is in it. It may require Node's own
 * modules and `dependencies`. Throws what is wrong with it.
 */
export function loadPostLogin(
  file: string,
  dependencies: readonly string[],
  source = read(file),
): PostLogin | undefined {
  if (source === undefined) return undefined
  const requireFromFile = createRequire(file)
  const requireDeclared = (name: string): unknown => {
    if (!isBuiltin(name) && !dependencies.includes(name)) {
      throw new Error(`Cannot find module '${name}': it is no dependency of the Action`)
    }
    return requireFromFile(name)
  }
  const module: { exports: Readonly<Record<string, unknown>> } = { exports: {} }
  const run = compileFunction(source, ['exports', 'require', 'module'], { filename: file })
  run(module.exports, requireDeclared, module)
  const { onExecutePostLogin } = module.exports
  if (!isPostLogin(onExecutePostLogin)) {
    throw new Error('The Action does not export onExecutePostLogin')
  }
  return onExecutePostLogin
}

function isPostLogin(value: unknown): value is PostLogin {
  return typeof value === 'function'
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}
