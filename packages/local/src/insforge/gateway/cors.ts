import type { IncomingMessage, ServerResponse } from 'node:http'

/** InsForge lets every origin in, with credentials. True when that was all that was asked. */
export function applyCors(request: IncomingMessage, response: ServerResponse): boolean {
  const { origin } = request.headers
  if (origin) response.setHeader('access-control-allow-origin', origin)
  response.setHeader('access-control-allow-credentials', 'true')
  response.setHeader('access-control-expose-headers', 'Content-Range,Preference-Applied')
  response.setHeader('vary', 'Origin')
  if (request.method !== 'OPTIONS') return false

  const headers = request.headers['access-control-request-headers']
  response.setHeader('access-control-allow-methods', 'GET,HEAD,PUT,PATCH,POST,DELETE')
  response.setHeader('vary', 'Origin, Access-Control-Request-Headers')
  if (headers) response.setHeader('access-control-allow-headers', headers)
  response.writeHead(204, { 'content-length': '0' }).end()
  return true
}
