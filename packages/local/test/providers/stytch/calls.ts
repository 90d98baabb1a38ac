import type { Session, User } from 'stytch'
import { expect } from 'vitest'
import type { StytchSecrets } from '../../../src/providers/stytch/state.ts'
import { redirected } from '../client.ts'
import { openBrowser } from '../oidc/browser.ts'
import { call, read, type Sdks } from '../support/call.ts'
import type { Started } from '../support/start.ts'
import { withSecrets } from '../users/target.ts'
import { redirectUrl, signedIn } from './fixture.ts'
import { sdk } from './sdk.ts'

const [user_id, token, session_token, code, password] = ['x', 'x', 'x', '000000', 'x']
const email = 'cat@example.com'
const phone_number = '+15555550100'

/** What is told of a user who has just signed up. */
const userOf = (user_id: string): User => ({
  user_id,
  emails: [{ email_id: expect.any(String), email: 'ann@example.com', verified: true }],
  status: 'active',
  phone_numbers: [],
  webauthn_registrations: [],
  providers: [],
  totps: [],
  crypto_wallets: [],
  biometric_registrations: [],
  is_locked: false,
  roles: ['stytch_user'],
  name: { first_name: '', middle_name: '', last_name: '' },
  created_at: expect.any(String),
  trusted_metadata: {},
  untrusted_metadata: {},
})

/** The same of a session. */
const sessionOf = (user_id: string, session_id: string): Session => ({
  session_id,
  user_id,
  authentication_factors: [
    expect.objectContaining({ type: 'magic_link', delivery_method: 'email' }),
  ],
  roles: ['stytch_user'],
  started_at: expect.any(String),
  last_accessed_at: expect.any(String),
  expires_at: expect.any(String),
  attributes: { ip_address: expect.any(String), user_agent: expect.any(String) },
  custom_claims: {},
})

/** Goes over Google, as the SDK of the browser leads there; the token to come back with. */
async function tokenOfGoogle(emulator: Started): Promise<string> {
  const browser = openBrowser(emulator)
  const query = new URLSearchParams({
    public_token: `${emulator.env.NEXT_PUBLIC_STYTCH_PUBLIC_TOKEN}`,
    login_redirect_url: redirectUrl,
    signup_redirect_url: redirectUrl,
  })
  await browser.go(`/v1/public/oauth/google/start?${query}`)
  const identity = { email, given_name: 'Cat', family_name: 'Example', email_verified: 'on' }
  return redirected(await browser.submit(identity)).token ?? ''
}

async function calls(emulator: Started) {
  const { magicLinks, oauth, otps, passwords, sessions, totps, users, webauthn } = sdk(emulator)
  const known = withSecrets<StytchSecrets>(emulator)
  const ann = await signedIn(known)
  const bob = await signedIn(known, 'bob@example.com')
  const { projectId: project_id } = known
  const own = { user_id: ann.user_id }
  const [user, session] = [userOf(ann.user_id), sessionOf(ann.user_id, ann.session.session_id)]
  const answered = { status_code: 200, request_id: expect.any(String) }

  return {
    emulated: {
      'GET /v1/sessions': call(() => sessions.get(own), {
        ...answered,
        sessions: [session],
      }),
      'GET /v1/sessions/jwks/:projectId': call(() => sessions.getJWKS({ project_id }), {
        ...answered,
        keys: [{ kty: 'RSA', alg: 'RS256', use: 'sig' }],
      }),
      'POST /v1/sessions/authenticate': call(
        () => sessions.authenticate({ session_token: ann.session_token }),
        { ...answered, session, user, session_token: ann.session_token },
      ),
      'POST /v1/sessions/revoke': call(
        () => sessions.revoke({ session_jwt: bob.session_jwt }),
        answered,
      ),
      'GET /v1/users/:id': call(() => users.get(own), { ...answered, ...user }),
      'PUT /v1/users/:id': call(() => users.update({ ...own, name: { first_name: 'Ann' } }), {
        ...answered,
        user: { ...user, name: { first_name: 'Ann' } },
      }),
      'DELETE /v1/users/:id': call(() => users.delete({ user_id: bob.user_id }), {
        ...answered,
        user_id: bob.user_id,
      }),
      'POST /v1/users/search': call(() => users.search({ limit: 10 }), {
        ...answered,
        results: [own],
        results_metadata: { total: 1 },
      }),
      'POST /v1/oauth/authenticate': call(
        async () =>
          oauth.authenticate({
            token: await tokenOfGoogle(emulator),
            session_duration_minutes: 60,
          }),
        { ...answered, provider_type: 'Google', user: { name: { first_name: 'Cat' } } },
      ),
    },
    refused: {
      '/v1/users/search with the filter phone_number': () =>
        users.search({
          query: {
            operator: 'AND',
            operands: [{ filter_name: 'phone_number', filter_value: [phone_number] }],
          },
        }),
      '/v1/sessions/authenticate with session_custom_claims': () =>
        sessions.authenticate({ session_token, session_custom_claims: { a: 1 } }),
      'POST /v1/sessions/migrate': () => sessions.migrate({ session_token }),
      'POST /v1/sessions/exchange_access_token': () =>
        sessions.exchangeAccessToken({ access_token: token, session_duration_minutes: 60 }),
      'POST /v1/sessions/attest': () => sessions.attest({ profile_id: 'x', token }),
      'POST /v1/users': () => users.create({ email }),
      'PUT /v1/users/x/exchange_primary_factor': () =>
        users.exchangePrimaryFactor({ user_id, email_address: email }),
      'DELETE /v1/users/emails/x': () => users.deleteEmail({ email_id: 'x' }),
      'DELETE /v1/users/phone_numbers/x': () => users.deletePhoneNumber({ phone_id: 'x' }),
      'DELETE /v1/users/passwords/x': () => users.deletePassword({ password_id: 'x' }),
      'POST /v1/magic_links': () => magicLinks.create({ user_id }),
      'POST /v1/magic_links/authenticate': () => magicLinks.authenticate({ token }),
      'POST /v1/magic_links/email/login_or_create': () => magicLinks.email.loginOrCreate({ email }),
      'POST /v1/magic_links/email/send': () => magicLinks.email.send({ email }),
      'POST /v1/magic_links/email/invite': () => magicLinks.email.invite({ email }),
      'POST /v1/magic_links/email/revoke_invite': () => magicLinks.email.revokeInvite({ email }),
      'POST /v1/otps/authenticate': () => otps.authenticate({ method_id: 'x', code }),
      'POST /v1/otps/email/login_or_create': () => otps.email.loginOrCreate({ email }),
      'POST /v1/otps/email/send': () => otps.email.send({ email }),
      'POST /v1/otps/sms/login_or_create': () => otps.sms.loginOrCreate({ phone_number }),
      'POST /v1/otps/sms/send': () => otps.sms.send({ phone_number }),
      'POST /v1/passwords': () => passwords.create({ email, password }),
      'POST /v1/passwords/authenticate': () => passwords.authenticate({ email, password }),
      'POST /v1/passwords/email/reset/start': () => passwords.email.resetStart({ email }),
      'POST /v1/passwords/email/reset': () => passwords.email.reset({ token, password }),
      'POST /v1/passwords/migrate': () =>
        passwords.migrate({ email, hash: 'x', hash_type: 'bcrypt' }),
      'POST /v1/passwords/strength_check': () => passwords.strengthCheck({ password }),
      '/v1/oauth/authenticate without a session': () => oauth.authenticate({ token }),
      'POST /v1/oauth/attach': () => oauth.attach({ provider: 'google', user_id }),
      'POST /v1/totps': () => totps.create({ user_id }),
      'POST /v1/totps/authenticate': () => totps.authenticate({ user_id, totp_code: code }),
      'POST /v1/webauthn/register': () =>
        webauthn.register({ user_id, public_key_credential: 'x' }),
      'POST /v1/webauthn/authenticate': () => webauthn.authenticate({ public_key_credential: 'x' }),
    },
  }
}

/** `stytch`; browsers have `@stytch/nextjs`. */
export const stytchSdks: Sdks = {
  calls,
  sentence: (error) => read(error, 'error_message'),
  browsers: /^browser:/,
}
