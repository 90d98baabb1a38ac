import type { Documented } from '../provider.ts'

/** By Auth0's references of the Authentication API and the Management API. */
export const documented: Documented = {
  groups: {
    'sign-in': `GET /authorize POST /oauth/token POST /oauth/revoke GET POST /userinfo
      GET /.well-known/openid-configuration GET /.well-known/jwks.json POST /oauth/par`,
    'sign-out': 'GET /oidc/logout GET /v2/logout GET /samlp/:id/logout',
    'sign-up and password reset of a database': `POST /dbconnections/signup
      POST /dbconnections/change_password`,
    'passwordless, device and backchannel sign-in': `POST /passwordless/start
      POST /passwordless/verify POST /oauth/device/code POST /bc-authorize`,
    'multi-factor authentication': `POST /mfa/challenge POST /mfa/associate GET /mfa/authenticators
      DELETE /mfa/authenticators/:id`,
    'Management API: users': `GET POST /api/v2/users GET PATCH DELETE /api/v2/users/:id
      GET /api/v2/users-by-email GET /api/v2/users/:id/logs
      GET DELETE /api/v2/users/:id/sessions GET POST DELETE /api/v2/users/:id/roles
      POST /api/v2/tickets/password-change POST /api/v2/tickets/email-verification
      POST /api/v2/jobs/verification-email`,
    'Management API: sessions and refresh tokens': `GET DELETE /api/v2/sessions/:id
      POST /api/v2/sessions/:id/revoke GET DELETE /api/v2/refresh-tokens/:id`,
    'Management API: organizations': `GET POST /api/v2/organizations
      GET PATCH DELETE /api/v2/organizations/:id GET POST DELETE /api/v2/organizations/:id/members
      GET POST /api/v2/organizations/:id/invitations`,
    'Management API: roles': 'GET POST /api/v2/roles GET PATCH DELETE /api/v2/roles/:id',
    'Management API: Actions and log streams': `GET POST /api/v2/actions/actions
      GET POST /api/v2/log-streams GET /api/v2/logs GET POST /api/v2/event-streams`,
    'My Account API': `GET /me/v1/connected-accounts/accounts
      GET POST /me/v1/authentication-methods`,
  },
  notLookedAt: `attack protection, branding, clients and connections, custom domains, email
    templates, forms and flows, grants, SAML and WS-Federation, SCIM, self-service profiles, the
    tenant's settings, token vault`,
}
