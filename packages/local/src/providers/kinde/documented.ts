import type { Documented } from '../provider.ts'

/** By Kinde's documentation of its endpoints, and by its SDK's descriptions of the Management API. */
export const documented: Documented = {
  groups: {
    'sign-in': `GET /oauth2/auth POST /oauth2/token POST /oauth2/revoke POST /oauth2/introspect
      GET /oauth2/v2/user_profile GET /oauth2/user_profile
      GET /.well-known/openid-configuration GET /.well-known/jwks.json GET /logout`,
    'Management API: users': `GET /api/v1/users GET POST PATCH DELETE /api/v1/user
      POST /api/v1/users/:id/refresh_claims PUT /api/v1/users/:id/password
      GET PATCH /api/v1/users/:id/properties PATCH /api/v1/users/:id/feature_flags/:key
      GET DELETE /api/v1/users/:id/sessions`,
    'Management API: organizations': `GET /api/v1/organizations GET POST /api/v1/organization
      PATCH DELETE /api/v1/organization/:code GET POST PATCH /api/v1/organizations/:code/users
      DELETE /api/v1/organizations/:code/users/:id`,
    'Management API: roles and permissions': `GET POST /api/v1/roles
      GET PATCH DELETE /api/v1/roles/:id GET POST /api/v1/permissions
      PATCH DELETE /api/v1/permissions/:id
      GET POST /api/v1/organizations/:code/users/:id/roles
      GET POST /api/v1/organizations/:code/users/:id/permissions`,
    'Management API: feature flags': `POST /api/v1/feature_flags
      PUT DELETE /api/v1/feature_flags/:key GET DELETE /api/v1/environment/feature_flags`,
    'Management API: applications': `GET POST /api/v1/applications
      GET PATCH DELETE /api/v1/applications/:id
      GET POST PUT DELETE /api/v1/applications/:id/auth_redirect_urls
      GET POST PUT DELETE /api/v1/applications/:id/auth_logout_urls`,
    'Management API: webhooks': 'GET POST /api/v1/webhooks PATCH DELETE /api/v1/webhooks/:id',
    'Account API': `GET /account_api/v1/user_profile GET /account_api/v1/permissions
      GET /account_api/v1/roles GET /account_api/v1/properties GET /account_api/v1/feature_flags`,
  },
  notLookedAt: `APIs and scopes, billing, the business, connected apps, connections, environment
    variables, identities, industries and time zones, MFA, the self-service portal, subscribers`,
}
