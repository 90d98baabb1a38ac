import type { ManagementRules } from '../../emulator/oidc/management.ts'
import { managementError } from './errors.ts'

const refusals = {
  missing: () => managementError(401, 'Missing authentication'),
  bad: () => managementError(401, 'Invalid token'),
  audience: (audience: string) => managementError(401, `Bad audience: ${audience}`),
  scope: (scopes: string) =>
    managementError(403, `Insufficient scope, expected any of: ${scopes}`, 'insufficient_scope'),
} as const

/** Tokens for Auth0's Management API. Its name begins with https, as Auth0's SDK for it always says,
 * or as the tenant does here. */
export function managementRules(issuer: string): ManagementRules {
  const names = [`${issuer}api/v2/`, `${issuer}api/v2/`.replace(/^http:/, 'https:')]
  return {
    audienceOf(asked) {
      if (asked !== undefined && names.includes(asked)) return [asked]
      const description = asked
        ? `Service not found: ${asked}`
        : 'No audience parameter was provided, and no default audience has been configured'
      return { status: 403, error: 'access_denied', description }
    },
    isAudience: (audience) => names.includes(audience),
    claims: (clientId) => ({ sub: `${clientId}@clients`, gty: 'client-credentials' }),
    refuse: (why, detail) => refusals[why](detail),
  }
}
