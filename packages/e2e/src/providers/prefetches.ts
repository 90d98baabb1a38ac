import type { BrowserContext } from '@playwright/test'

/**
 * Keeps pages from fetching ahead of time what their links lead to: sooner or later that would renew
 * a session which is to stay as it is.
 */
export async function withoutPrefetches(context: BrowserContext): Promise<void> {
  await context.route('**', (route) =>
    'next-router-prefetch' in route.request().headers() ? route.abort() : route.fallback(),
  )
}
