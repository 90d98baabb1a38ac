import type { Hono } from 'hono'
import { type Handler, listen, type Served } from '../runtime/listen.ts'
import type { EmulatorEnv } from './env.ts'
import { mailboxPath } from './mailbox/mailbox.ts'
import type { Webhooks } from './webhooks.ts'

/** A running emulator; what it answered is on disk already. */
export interface Emulator extends Served {
  /** The vendor's routes that it imitates, for example `GET /v1/users/:id`. */
  readonly routes: readonly string[]
}

/** Serves `app`, in which `surface` is what the vendor has, at the port of `url`, and sends no more
 * webhooks once it is closed; rejects when the port is taken. */
export async function serveEmulator(
  app: Handler,
  surface: Hono<EmulatorEnv>,
  url: string,
  webhooks: Webhooks,
): Promise<Emulator> {
  const served = await listen(app, url)
  // Middleware is for all methods, and these two are the emulator's own pages.
  const routes = surface.routes
    .filter(({ method, path }) => method !== 'ALL' && path !== '/' && !path.startsWith(mailboxPath))
    .map(({ method, path }) => `${method} ${path}`)
  const close = () => {
    webhooks.stop()
    return served.close()
  }
  return { close, routes: [...new Set(routes)] }
}
