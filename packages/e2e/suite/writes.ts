import type { Request } from '@playwright/test'
import { stage } from './test.ts'

/** True for a request that stores something: a Server Action, or the browser's own at InsForge. */
export function isWrite(request: Request): boolean {
  const { origin, pathname } = new URL(request.url())
  if (!['POST', 'PATCH', 'DELETE'].includes(request.method())) return false
  if (origin === stage.appUrl) return pathname === '/todos'
  return pathname.startsWith('/api/database/records/')
}
