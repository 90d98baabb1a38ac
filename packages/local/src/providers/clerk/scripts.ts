import { readFileSync } from 'node:fs'

/** Clerk's two scripts: what signs in, and what is seen of it. */
export type ScriptPackage = 'clerk-js' | 'ui'

/** Where pnpm puts the packages that Clerk publishes its scripts in. */
const packages = new URL('../../../node_modules/@clerk/', import.meta.url)

/** The script's text, or undefined when the package has none of that name in that version. A
 * version can be short, as in `@6`: Clerk's own addresses are. */
export function readScript(
  name: ScriptPackage,
  version: string,
  file: string,
): Buffer<ArrayBuffer> | undefined {
  const folder = new URL(`${name}/`, packages)
  const installed: { version: string } = JSON.parse(
    readFileSync(new URL('package.json', folder), 'utf8'),
  )
  if (!`${installed.version}.`.startsWith(`${version}.`)) return undefined
  if (!/^[\w-]+(\.[\w-]+)*\.js$/.test(file)) return undefined
  try {
    return readFileSync(new URL(`dist/${file}`, folder))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}
