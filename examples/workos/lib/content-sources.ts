import 'server-only'
import type { ContentSources } from '@/shared/security/content-security-policy'

/**
 * What WorkOS needs: signing out is a form that ends, redirect after redirect, on WorkOS's page for
 * signing in. If yours has a domain of its own, add it.
 */
export function contentSources(): ContentSources {
  const { WORKOS_API_HOSTNAME: host = 'api.workos.com', WORKOS_API_PORT: port } = process.env
  const scheme = process.env.WORKOS_API_HTTPS === 'false' ? 'http' : 'https'
  const api = `${scheme}://${host}${port ? `:${port}` : ''}`
  return { formAction: [api, 'https://*.authkit.app'] }
}
