import type { Documented } from '../provider.ts'

/** By clerk/openapi-specs, of 2026-05-12. */
export const documented: Documented = {
  groups: {
    'Frontend API: browser and handshake': `POST /v1/dev_browser GET PATCH /v1/environment
      GET PUT POST DELETE /v1/client GET /v1/client/handshake GET /v1/client/sync`,
    'Frontend API: sign-ups': `POST /v1/client/sign_ups GET PATCH /v1/client/sign_ups/:id
      POST /v1/client/sign_ups/:id/prepare_verification
      POST /v1/client/sign_ups/:id/attempt_verification`,
    'Frontend API: sign-ins': `POST /v1/client/sign_ins GET /v1/client/sign_ins/:id
      POST /v1/client/sign_ins/:id/prepare_first_factor
      POST /v1/client/sign_ins/:id/attempt_first_factor
      POST /v1/client/sign_ins/:id/prepare_second_factor
      POST /v1/client/sign_ins/:id/attempt_second_factor
      POST /v1/client/sign_ins/:id/reset_password`,
    'Frontend API: sessions': `DELETE /v1/client/sessions GET /v1/client/sessions/:id
      POST /v1/client/sessions/:id/touch POST /v1/client/sessions/:id/end
      POST /v1/client/sessions/:id/remove POST /v1/client/sessions/:id/tokens
      POST /v1/client/sessions/:id/tokens/:template POST /v1/client/sessions/:id/verify
      GET /v1/me/sessions GET /v1/me/sessions/active POST /v1/me/sessions/:id/revoke`,
    'Frontend API: user profile': `GET PATCH DELETE /v1/me PATCH /v1/me/metadata
      POST DELETE /v1/me/profile_image POST /v1/me/change_password POST /v1/me/remove_password
      GET POST /v1/me/email_addresses POST /v1/me/email_addresses/:id/prepare_verification
      POST /v1/me/email_addresses/:id/attempt_verification GET POST /v1/me/phone_numbers POST /v1/me/passkeys
      POST /v1/me/external_accounts POST DELETE /v1/me/totp POST /v1/me/backup_codes`,
    'Frontend API: organizations': `GET /v1/me/organization_memberships
      GET /v1/me/organization_invitations GET /v1/me/organization_suggestions
      POST /v1/organizations GET PATCH DELETE /v1/organizations/:id`,
    'Frontend API: social sign-in': 'GET POST /v1/oauth_callback',
    'Backend API: keys and JWT templates': `GET /v1/jwks GET /.well-known/jwks.json
      GET POST /v1/jwt_templates GET PATCH DELETE /v1/jwt_templates/:id`,
    'Backend API: users': `GET POST /v1/users GET /v1/users/count GET PATCH DELETE /v1/users/:id
      PATCH PUT /v1/users/:id/metadata POST /v1/users/:id/ban POST /v1/users/:id/unban
      POST /v1/users/:id/lock POST /v1/users/:id/unlock POST DELETE /v1/users/:id/profile_image
      POST /v1/users/:id/verify_password POST /v1/users/:id/remove_password
      DELETE /v1/users/:id/mfa GET /v1/users/:id/organization_memberships
      GET /v1/users/:id/oauth_access_tokens/:provider`,
    'Backend API: sessions': `GET POST /v1/sessions GET /v1/sessions/:id
      POST /v1/sessions/:id/revoke POST /v1/sessions/:id/refresh POST /v1/sessions/:id/tokens
      POST /v1/sessions/:id/tokens/:template`,
    'Backend API: e-mail addresses and invitations': `POST /v1/email_addresses
      GET PATCH DELETE /v1/email_addresses/:id GET POST /v1/invitations
      POST /v1/invitations/:id/revoke`,
    'Backend API: organizations': `GET POST /v1/organizations
      GET PATCH DELETE /v1/organizations/:id GET POST /v1/organizations/:id/memberships
      GET POST /v1/organizations/:id/invitations`,
    'Backend API: sign-in tokens and impersonation':
      'POST /v1/sign_in_tokens POST /v1/actor_tokens',
    'Backend API: webhooks': 'POST DELETE /v1/webhooks/svix POST /v1/webhooks/svix_url',
  },
  notLookedAt: `API keys, billing, domains, enterprise connections and SAML, instance settings,
    lists of allowed addresses, machines and M2M tokens, OAuth applications, redirect URLs, roles,
    SCIM, templates of emails, trusted devices, the waitlist, Web3`,
}
