import { createServer } from 'node:http'
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
export function listen(app: Handler, url: string): Promise<Served> {
  const handle = getRequestListener(
    (request, bindings) => app.fetch(request, bindings as HttpBindings),
    { overrideGlobalObjects: false },
  )
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
