import { createServer, type IncomingHttpHeaders, request } from 'node:http'
import { listen } from '../faults/cutting-proxy.ts'

/** One answer as it came over the wire. */
export interface Recorded {
  /** Method and URL. */
  what: string
  /** Its headers and its body, which was not compressed. */
  text: string
}

/** A proxy for a browser that keeps everything that is answered, redirects included. */
export interface RecordingProxy {
  url: string
  answers: readonly Recorded[]
  close(): void
}

/** Starts the proxy on a free port of loopback. */
export async function startRecordingProxy(): Promise<RecordingProxy> {
  const answers: Recorded[] = []
  const server = createServer((incoming, outgoing) => {
    const { url = '', method = 'GET' } = incoming
    const headers = { ...incoming.headers, 'accept-encoding': 'identity' }
    const upstream = request(url, { method, headers }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.once('close', () => {
        const body = Buffer.concat(chunks).toString('latin1')
        answers.push({ what: `${method} ${url}`, text: `${write(answer.headers)}\n${body}` })
      })
      outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders)
      answer.pipe(outgoing)
    })
    upstream.once('error', () => incoming.socket.destroy())
    outgoing.once('close', () => upstream.destroy())
    incoming.pipe(upstream)
  })
  return {
    url: await listen(server),
    answers,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

function write(headers: IncomingHttpHeaders): string {
  return Object.entries(headers)
    .flatMap(([name, value]) => [value].flat().map((one) => `${name}: ${one}`))
    .join('\n')
}
