import 'server-only'
import type { ContentSources } from '@/shared/security/content-security-policy'
import { apiUrl } from './stytch'

/** What Stytch needs: its API, and the styles that its form puts into the page. */
export function contentSources(): ContentSources {
  const api = apiUrl()
  return { connect: URL.canParse(api) ? [new URL(api).origin] : [], inlineStyles: true }
}
