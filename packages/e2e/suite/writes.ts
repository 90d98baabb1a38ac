import type { Request } from '@playwright/test'
import { stage } from './test.ts'

/** Whether a request stores something: a Server Action of the page, or the browser's own at InsForge. */
export function isWrite(request: Request): boolean {
  const { origin, pathname } = new URL(request.url())
  if (!['POST', 'PATCH', 'DELETE'].includes(request.method())) return false
  if (origin === stage.appUrl) return pathname === '/'
  return pathname.startsWith('/api/database/records/')
}
