import { readFileSync } from 'node:fs'
import { Hono } from 'hono'
import type { EmulatorEnv } from '../../../emulator/app.ts'

/** Where pnpm puts the packages that Clerk publishes its scripts in. */
const packages = new URL('../../../../node_modules/@clerk/', import.meta.url)

/** The scripts that Clerk's components load, under the addresses that the Frontend API has them
 * at: what signs in, and what is seen of it. */
export function scriptRoutes(): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>()

  app.get('/npm/@clerk/:package{(?:clerk-js|ui)@[\\d.]+}/dist/:file', (c) => {
    const [name = '', version = ''] = c.req.param('package').split('@')
    const script = readScript(name, version, c.req.param('file'))
    if (!script) return c.text('not found', 404)
    return c.body(script, 200, {
      'Content-Type': 'text/javascript; charset=utf-8',
      'Cache-Control': 'public, max-age=3600',
    })
  })

  return app
}

/** The script's text, or undefined when the package has none of that name in that version. A
 * version can be short, as in `@6`: Clerk's own addresses are. */
function readScript(name: string, version: string, file: string): Buffer<ArrayBuffer> | undefined {
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
