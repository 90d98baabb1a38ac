import type { Documented } from '../provider.ts'

/** By Stytch's SDK for Node.js and what its SDK for browsers asks. */
export const documented: Documented = {
  groups: {
    'browser: start and events': `GET /sdk/v1/projects/bootstrap/:publicToken POST /sdk/v1/events`,
    'browser: magic links': `POST /sdk/v1/magic_links/email/login_or_create
      POST /sdk/v1/magic_links/email/send POST /sdk/v1/magic_links/authenticate
      GET /v1/magic_links/redirect`,
    'browser: passcodes': `POST /sdk/v1/otps/email/login_or_create POST /sdk/v1/otps/email/send
      POST /sdk/v1/otps/sms/login_or_create POST /sdk/v1/otps/whatsapp/login_or_create
      POST /sdk/v1/otps/authenticate`,
    'browser: sessions and user': `POST /sdk/v1/sessions/authenticate POST /sdk/v1/sessions/revoke
      GET PUT /sdk/v1/users/me`,
    'browser: passwords': `POST /sdk/v1/passwords POST /sdk/v1/passwords/authenticate
      POST /sdk/v1/passwords/email/reset/start POST /sdk/v1/passwords/email/reset
      POST /sdk/v1/passwords/strength_check`,
    'browser: social sign-in': `GET /v1/public/oauth/:provider/start
      POST /sdk/v1/oauth/authenticate`,
    'server: sessions': `GET /v1/sessions GET /v1/sessions/jwks/:projectId
      POST /v1/sessions/authenticate POST /v1/sessions/revoke POST /v1/sessions/migrate
      POST /v1/sessions/exchange_access_token POST /v1/sessions/attest`,
    'server: users': `POST /v1/users GET PUT DELETE /v1/users/:id POST /v1/users/search
      PUT /v1/users/:id/exchange_primary_factor DELETE /v1/users/emails/:id
      DELETE /v1/users/phone_numbers/:id DELETE /v1/users/passwords/:id`,
    'server: magic links': `POST /v1/magic_links POST /v1/magic_links/authenticate
      POST /v1/magic_links/email/login_or_create POST /v1/magic_links/email/send
      POST /v1/magic_links/email/invite POST /v1/magic_links/email/revoke_invite`,
    'server: passcodes': `POST /v1/otps/authenticate POST /v1/otps/email/login_or_create
      POST /v1/otps/email/send POST /v1/otps/sms/login_or_create POST /v1/otps/sms/send`,
    'server: passwords': `POST /v1/passwords POST /v1/passwords/authenticate
      POST /v1/passwords/email/reset/start POST /v1/passwords/email/reset
      POST /v1/passwords/migrate POST /v1/passwords/strength_check`,
    'server: social sign-in': 'POST /v1/oauth/authenticate POST /v1/oauth/attach',
    'server: multi-factor authentication': `POST /v1/totps POST /v1/totps/authenticate
      POST /v1/webauthn/register POST /v1/webauthn/authenticate`,
  },
  notLookedAt: `B2B and its organizations, Connected Apps, crypto wallets, device fingerprints,
    impersonation, M2M, RBAC`,
}
