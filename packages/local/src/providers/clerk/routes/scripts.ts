import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Hono } from 'hono'
import type { EmulatorEnv } from '../../../emulator/app.ts'
import { fetchScripts, scriptPackages } from '../scripts.ts'

/** Where Clerk's UI has the icons of identity providers, and what it shows here in place of each: no
 * page leaves this machine. */
const icons = 'https://img.clerk.com/static/'
const icon = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2"><circle cx="1" cy="1" r="1" fill="#747686"/></svg>',
)}#`

/** The scripts that Clerk's components load, under the addresses that the Frontend API has them
 * at. A version can be short there, as in `@6`. */
export function scriptRoutes(): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>()
  app.get('/npm/@clerk/:package{(?:clerk-js|ui)@[\\d.]+}/dist/:file', async (c) => {
    const [name, version] = c.req.param('package').split('@')
    const pinned = scriptPackages[name === 'ui' ? 'ui' : 'clerk-js']
    const file = c.req.param('file')
    const isAsked = `${pinned.version}.`.startsWith(`${version}.`)
    if (!isAsked || !/^[\w-]+(\.[\w-]+)*\.js$/.test(file)) return c.text('not found', 404)
    const path = join(await fetchScripts(pinned), file)
    if (!existsSync(path)) return c.text('not found', 404)
    return c.body(readFileSync(path, 'utf8').replaceAll(icons, icon), 200, {
      'Content-Type': 'text/javascript; charset=utf-8',
      'Cache-Control': 'public, max-age=3600',
    })
  })
  return app
}
