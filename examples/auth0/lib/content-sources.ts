import 'server-only'
import type { ContentSources } from '@/shared/security/content-security-policy'
import { auth0Origin, checkDomain } from './auth0-domain'

/** What Auth0 needs: signing out is a form that ends, redirect after redirect, on Auth0's sign-in page. */
export function contentSources(): ContentSources {
  const { AUTH0_DOMAIN: domain = '', APP_BASE_URL: appBaseUrl = '' } = process.env
  // Only a domain: anything else could say more in the policy than where a form may end.
  return checkDomain(domain, appBaseUrl) ? {} : { formAction: [auth0Origin(domain)] }
}
