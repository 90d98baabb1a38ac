import { createServer, type RequestListener } from 'node:http'
import { getRequestListener, type HttpBindings } from '@hono/node-server'

/** A running server. */
export interface Served {
  /** Stops listening and cuts open connections. */
  close(): Promise<void>
}

/** Anything that answers a Fetch API request, Hono's apps among them. */
export interface Handler {
  fetch(request: Request, bindings: HttpBindings): Response | Promise<Response>
}

/** Serves on loopback, and there only, at the port of `url`; rejects when the port is taken. */
export function listen(app: Handler | RequestListener, url: string): Promise<Served> {
  const handle = typeof app === 'function' ? app : toListener(app)
  // Longer than clients keep an idle connection, so that none is closed under a request.
  const server = createServer({ keepAliveTimeout: 65_000 }, handle)
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(Number(new URL(url).port), '127.0.0.1', () => {
      server.off('error', reject)
      resolve({
        close: () =>
          new Promise((closed, failed) => {
            server.close((error) => (error ? failed(error) : closed()))
            server.closeAllConnections()
          }),
      })
    })
  })
}

function toListener(app: Handler): RequestListener {
  return getRequestListener((request, bindings) => app.fetch(request, bindings as HttpBindings), {
    overrideGlobalObjects: false,
  })
}
