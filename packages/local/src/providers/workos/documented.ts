import type { Documented } from '../provider.ts'

/** By workos/openapi-spec, of August 2026. */
export const documented: Documented = {
  groups: {
    'sign-in': `GET /user_management/authorize POST /user_management/authenticate
      POST /user_management/authorize/device GET /sso/jwks/:clientId`,
    sessions: `GET /user_management/sessions/logout POST /user_management/sessions/revoke
      GET /user_management/users/:id/sessions`,
    users: `GET POST /user_management/users GET PUT DELETE /user_management/users/:id
      GET /user_management/users/external_id/:id GET /user_management/users/:id/identities`,
    'e-mail verification and change': `GET /user_management/email_verification/:id
      POST /user_management/users/:id/email_verification/send
      POST /user_management/users/:id/email_verification/confirm
      POST /user_management/users/:id/email_change/send
      POST /user_management/users/:id/email_change/confirm`,
    'password reset': `POST /user_management/password_reset GET /user_management/password_reset/:id
      POST /user_management/password_reset/confirm`,
    'magic auth': 'POST /user_management/magic_auth GET /user_management/magic_auth/:id',
    'multi-factor authentication': `GET POST /user_management/users/:id/auth_factors
      POST /auth/factors/enroll POST /auth/factors/:id/challenge POST /auth/challenges/:id/verify`,
    invitations: `GET POST /user_management/invitations GET /user_management/invitations/:id
      POST /user_management/invitations/:id/accept POST /user_management/invitations/:id/revoke`,
    organizations: `GET POST /organizations GET PUT DELETE /organizations/:id
      GET POST /user_management/organization_memberships
      GET PUT DELETE /user_management/organization_memberships/:id`,
    'settings of the dashboard': `GET PUT /user_management/jwt_template
      GET POST /user_management/redirect_uris GET POST /user_management/cors_origins`,
    'single sign-on': `GET /sso/authorize POST /sso/token GET /sso/profile GET /sso/logout
      GET /connections GET DELETE /connections/:id`,
    'events and webhooks': 'GET /events GET POST /webhook_endpoints',
  },
  notLookedAt: `the Admin Portal, API keys, Audit Logs, Connect, Directory Sync, feature flags, FGA,
    groups, Pipes, Radar, Vault, Widgets`,
}
