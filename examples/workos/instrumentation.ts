import type { Instrumentation } from 'next'
import { logCause } from '@/lib/log'

/** Milliseconds. `docker stop` kills ten seconds after its SIGTERM. */
const PATIENCE = 9_000

/**
 * Next calls this when a server starts. It bounds how long one takes to end after SIGTERM: Next takes no
 * new requests then and answers the others, and a body that never comes would hold it for minutes.
 */
export function register(): void {
  // In a block: after an early return, the build would warn that Edge has no `process.once`.
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    process.once('SIGTERM', () => setTimeout(() => process.exit(143), PATIENCE).unref())
  }
}

/**
 * Next calls this for every error that no code caught, and prints its stack. To send such errors to a
 * service of yours, call it here. An address can hold tokens: only its route is passed on.
 */
export const onRequestError: Instrumentation.onRequestError = (error, { method }, context) => {
  const { name, digest } = Object(error)
  const { routePath: route, routeType: kind } = context
  logCause('A request failed.', { method, route, kind, error: name, digest })
}
