import type { Instrumentation } from 'next'
import { logCause } from '@/lib/log'

/** Next calls this when a server starts. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { boundStop } = await import('@/lib/stop')
  boundStop()
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
