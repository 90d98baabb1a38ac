import type { IncomingMessage } from 'node:http'
import type { Answer } from './answer.ts'

/** Answers a request; `name` is what the path has in place of `:name`. Throws an InsForgeError. */
export type Handler = (
  incoming: IncomingMessage,
  body: unknown,
  name: string,
) => Answer | Promise<Answer>

/** A handler, and the requests that it is for. */
export interface Route {
  /** Undefined for all. */
  readonly method: 'GET' | 'POST' | undefined
  readonly pattern: RegExp
  readonly handle: Handler
}

/** Makes a route that takes the paths Express takes: in any case, with a slash twice between names
 * or one at the end. */
export function route(method: Route['method'], path: string, handle: Handler): Route {
  const pattern = path.replace(/(?<=.)\//g, '//?').replace(':name', '([^/]+?)')
  return { method, pattern: new RegExp(`^${pattern}/?$`, 'i'), handle }
}

/** Finds who answers a request; undefined if no one does. Throws Express's error for a name that can't
 * be decoded. */
export function findRoute(routes: readonly Route[], method: string, path: string) {
  const methods = [undefined, method === 'HEAD' ? 'GET' : method]
  for (const { method, pattern, handle } of routes) {
    const match = methods.includes(method) ? pattern.exec(path) : null
    if (match) return { handle, name: decode(match[1] ?? '') }
  }
  return undefined
}

function decode(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    throw new URIError(`Failed to decode param '${name}'`)
  }
}
