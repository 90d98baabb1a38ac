import 'server-only'
import type { ContentSources } from '@/shared/security/content-security-policy'

/** What Kinde needs: signing out is a form that ends, redirect after redirect, on Kinde's sign-in page. */
export function contentSources(): ContentSources {
  const { KINDE_ISSUER_URL: issuer = '' } = process.env
  return { formAction: URL.canParse(issuer) ? [new URL(issuer).origin] : [] }
}
