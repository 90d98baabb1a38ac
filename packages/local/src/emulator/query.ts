import type { MiddlewareHandler } from 'hono'
import { createMiddleware } from 'hono/factory'
import { matchedRoutes } from 'hono/route'
import type { EmulatorEnv } from './env.ts'
import { NotEmulated, type Problems } from './problems.ts'

/** The query parameters that are imitated, by path; a path that isn't here has none. One that ends
 * in `/*` is for all below it. A route that takes `hints` leaves others out instead of refusing
 * them. */
export type QueryParameters = Readonly<
  Record<string, readonly string[] | { readonly hints: readonly string[] }>
>

/**
 * Answers 501 to a request whose query has any other parameter: what it would have changed is not
 * known. Where they are hints, they are recorded.
 */
export function refuseOthers({
  query,
  unknown,
}: {
  readonly query: QueryParameters
  readonly unknown: Problems
}): MiddlewareHandler<EmulatorEnv> {
  return createMiddleware<EmulatorEnv>(async (c, next) => {
    // A route that isn't there is refused as such. Middleware is for all methods.
    if (matchedRoutes(c).every(({ method }) => method === 'ALL')) return next()
    const { path } = c.req
    const [, found = []] =
      Object.entries(query).find(([pattern]) =>
        pattern.endsWith('/*') ? `${path}/`.startsWith(pattern.slice(0, -1)) : path === pattern,
      ) ?? []
    const isStrict = Array.isArray(found)
    const known: readonly string[] = 'hints' in found ? found.hints : found
    const others = Object.keys(c.req.query()).filter((name) => !known.includes(name))
    if (others.length === 0) return next()
    if (isStrict) throw new NotEmulated(`${path} with ${others.join(', ')}`)
    unknown.record(c, `left out: ${others.join(', ')}`)
    return next()
  })
}
