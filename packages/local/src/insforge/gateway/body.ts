import type { IncomingMessage, ServerResponse } from 'node:http'
import bodyParser from 'body-parser'

const json = bodyParser.json({ limit: '100mb' })
const form = bodyParser.urlencoded({ extended: true, limit: '10mb' })

/** The body of a request, parsed by what Express parses it with; `{}` for none and for any other
 * content type. Rejects with body-parser's error. */
export function readBody(
  incoming: IncomingMessage & { body?: unknown },
  outgoing: ServerResponse,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    json(incoming, outgoing, (error?: unknown) => {
      if (error) reject(error)
      else form(incoming, outgoing, (error) => (error ? reject(error) : resolve(incoming.body)))
    })
  })
}
