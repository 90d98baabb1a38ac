import type { IncomingMessage, ServerResponse } from 'node:http'

/** One request on its way to its handler. */
export interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  /** The parsed JSON. */
  readonly body: unknown
  /** With its question mark; empty when there is none. */
  readonly query: string
}

/** Answers with JSON. */
export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body)
  response
    .writeHead(status, {
      'content-type': 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(text),
    })
    .end(text)
}
