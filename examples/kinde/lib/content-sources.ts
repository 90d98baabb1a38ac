import 'server-only'
import type { ContentSources } from '@/shared/security/content-security-policy'

/** Kinde needs nothing: its pages are opened by links, and no script in the browser talks to it. */
export function contentSources(): ContentSources {
  return {}
}
