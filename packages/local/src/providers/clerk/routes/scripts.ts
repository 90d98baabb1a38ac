import { Hono } from 'hono'
import type { EmulatorEnv } from '../../../emulator/app.ts'
import { readScript } from '../scripts.ts'

/** The scripts that Clerk's components load, under the addresses that the Frontend API has them
 * at. */
export function scriptRoutes(): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>()

  app.get('/npm/@clerk/:package{(?:clerk-js|ui)@[\\d.]+}/dist/:file', (c) => {
    const [name, version = ''] = c.req.param('package').split('@')
    const script = readScript(name === 'ui' ? 'ui' : 'clerk-js', version, c.req.param('file'))
    if (!script) return c.text('not found', 404)
    return c.body(script, 200, {
      'Content-Type': 'text/javascript; charset=utf-8',
      'Cache-Control': 'public, max-age=3600',
    })
  })

  return app
}
