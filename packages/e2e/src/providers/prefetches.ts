import type { BrowserContext, Request } from '@playwright/test'

/** Whether a page asks ahead of time for what one of its links leads to. */
export const isPrefetch = (request: Request) => 'next-router-prefetch' in request.headers()

/**
 * Keeps pages from asking ahead of time: sooner or later that would renew a session which is to stay
 * as it is.
 */
export async function withoutPrefetches(context: BrowserContext): Promise<void> {
  await context.route('**', (route) =>
    isPrefetch(route.request()) ? route.abort() : route.fallback(),
  )
}
