import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A proxy between the app and InsForge that can cut a connection at the worst moment. */
export interface CuttingProxy {
  url: string
  /** The next write is passed on and carried out; its answer never arrives. */
  cutNextWrite(): void
  /** The next read is answered with a row that is none, as after a migration that the app lacks. */
  garbleNextRead(): void
  /** Nothing happens to the next request. */
  heal(): void
  close(): void
}

/** Starts the proxy on a free port of loopback. */
export async function startCuttingProxy(target: string): Promise<CuttingProxy> {
  let cutsNext = false
  let garblesNext = false
  const server = createServer((incoming, outgoing) => {
    if (garblesNext && incoming.method === 'GET') {
      garblesNext = false
      const { origin = '' } = incoming.headers
      const headers = { 'content-type': 'application/json', 'access-control-allow-origin': origin }
      outgoing.writeHead(200, headers).end('[{"id":1}]')
      return
    }
    const isWrite = !['GET', 'HEAD', 'OPTIONS'].includes(incoming.method ?? '')
    const cut = cutsNext && isWrite
    if (cut) cutsNext = false
    const url = new URL(incoming.url ?? '/', target)
    const options = { method: incoming.method, headers: incoming.headers }
    const upstream = request(url, options, (answer) => {
      if (cut) {
        // Only once InsForge has answered in full is the write known to be done.
        answer.resume().once('end', () => incoming.socket.destroy())
        return
      }
      // A browser asks again by itself when a connection is cut that it has used before.
      outgoing.writeHead(answer.statusCode ?? 502, { ...answer.headers, connection: 'close' })
      answer.pipe(outgoing)
    })
    // What InsForge's own death looks like from here.
    upstream.once('error', () => incoming.socket.destroy())
    incoming.pipe(upstream)
  })
  return {
    url: await listen(server),
    cutNextWrite: () => {
      cutsNext = true
    },
    garbleNextRead: () => {
      garblesNext = true
    },
    heal: () => {
      cutsNext = false
      garblesNext = false
    },
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** Listens on a free port of loopback and gives the URL. */
export async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve)
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
