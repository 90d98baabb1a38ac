import { expect } from 'vitest'
import { hook, redirected } from '../client.ts'
import { appUrl } from '../oidc/fixture.ts'
import { call, plain, read, type Sdks } from '../support/call.ts'
import type { Started } from '../support/start.ts'
import { management, NextRequest, NextResponse, signUp } from './sdk.ts'

const [id, name, code] = ['x', 'x', '000000']
const email = 'cat@example.com'

async function calls(emulator: Started) {
  const { app, browser, callback } = await signUp(emulator, 'openid profile email offline_access')
  const { client, request, getToken } = app
  await app.go(callback)
  const ann = { user_id: `${(await app.session())?.user.sub}`, email: 'ann@example.com' }
  const bob = (await hook(emulator, 'POST users', { email: 'bob@example.com' })).json
  const api = management(emulator)
  const { token } = await getToken()
  const userinfo = (method: string) =>
    plain(emulator, '/userinfo', { method, headers: { authorization: `Bearer ${token}` } })
  // Where tokens are given, a second factor is asked for.
  const body = { error: 'mfa_required', error_description: 'x', mfa_token: 'x' }
  await hook(emulator, 'POST faults', { times: 1, path: '/oauth/token', status: 403, body })
  const mfa_token = await getToken().then(
    () => '',
    (error: unknown) => `${read(error, 'mfa_token')}`,
  )
  /** Asks the route that the SDK has for it in the app; rejects with what is answered. */
  const secondFactor = async (path: string, sent?: object) => {
    const response = await client.middleware(
      new NextRequest(`${appUrl}/auth/mfa/${path}`, {
        headers: { authorization: `Bearer ${mfa_token}` },
        ...(sent && { method: 'POST', body: JSON.stringify(sent) }),
      }),
    )
    throw Object.assign(new Error(path), await response.json())
  }

  /** What a form of the app's own sends. */
  const asForm = (fields: object) => ({
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      client_id: emulator.env.AUTH0_CLIENT_ID,
      connection: 'Username-Password-Authentication',
      ...fields,
    }),
  })

  return {
    emulated: {
      'GET /authorize': call(
        async () => redirected(await browser.go(await app.go('/auth/login'))),
        { to: `${appUrl}/auth/callback`, code: expect.any(String) },
      ),
      'POST /oauth/token': call(getToken, {
        token: expect.any(String),
        expiresAt: expect.any(Number),
      }),
      'GET /userinfo': call(() => userinfo('GET'), { sub: ann.user_id, email: ann.email }),
      'POST /userinfo': call(() => userinfo('POST'), { sub: ann.user_id, email: ann.email }),
      'GET /.well-known/openid-configuration': call(
        () => plain(emulator, '/.well-known/openid-configuration'),
        { issuer: `${emulator.env.AUTH0_DOMAIN}/` },
      ),
      'GET /.well-known/jwks.json': call(() => plain(emulator, '/.well-known/jwks.json'), {
        keys: [{ kty: 'RSA', alg: 'RS256', use: 'sig' }],
      }),
      'POST /oauth/revoke': call(() => client.revokeRefreshToken({ req: request() }), undefined),
      'GET /oidc/logout': call(
        async () => redirected(await browser.go(await app.go('/auth/logout'))),
        { to: `${appUrl}/` },
      ),
      'GET /api/v2/users': call(async () => (await api.users.list()).data, [ann, bob]),
      'GET /api/v2/users/:id': call(() => api.users.get(ann.user_id), ann),
      'GET /api/v2/users-by-email': call(
        () => api.users.listUsersByEmail({ email: ann.email }),
        [ann],
      ),
      'PATCH /api/v2/users/:id': call(() => api.users.update(ann.user_id, { given_name: 'Ann' }), {
        ...ann,
        given_name: 'Ann',
      }),
      'POST /api/v2/tickets/password-change': call(
        () => api.tickets.changePassword({ user_id: ann.user_id }),
        { ticket: expect.stringContaining(emulator.url) },
      ),
      'POST /api/v2/tickets/email-verification': call(
        () => api.tickets.verifyEmail({ user_id: ann.user_id }),
        { ticket: expect.stringContaining(emulator.url) },
      ),
      'POST /api/v2/jobs/verification-email': call(
        () => api.jobs.verificationEmail.create({ user_id: ann.user_id }),
        { type: 'verification_email', status: 'pending' },
      ),
      'POST /dbconnections/signup': call(
        () => plain(emulator, '/dbconnections/signup', asForm({ email, password: 'a password' })),
        { _id: expect.any(String), email, email_verified: false },
      ),
      'POST /dbconnections/change_password': call(
        () => plain(emulator, '/dbconnections/change_password', asForm({ email })),
        expect.stringContaining('reset your password'),
      ),
      'DELETE /api/v2/users/:id': call(() => api.users.delete(bob.user_id), undefined),
    },
    refused: {
      'POST /passwordless/start': () =>
        client.passwordless.start(request(), new NextResponse(), {
          connection: 'email',
          email,
          send: 'code',
        }),
      'the grant http://auth0.com/oauth/grant-type/passwordless/otp': () =>
        client.passwordless.verify(request(), new NextResponse(), {
          connection: 'email',
          email,
          verificationCode: code,
        }),
      'GET /mfa/authenticators': () => secondFactor('authenticators'),
      'POST /mfa/challenge': () => secondFactor('challenge', { mfa_token, challenge_type: 'otp' }),
      'POST /mfa/associate': () => secondFactor('associate', { authenticator_types: ['otp'] }),
      'POST /api/v2/users': () => api.users.create({ connection: name, email }),
      'GET /api/v2/users/x/logs': () => api.users.logs.list(id),
      'GET /api/v2/users/x/sessions': () => api.users.sessions.list(id),
      'DELETE /api/v2/users/x/sessions': () => api.users.sessions.delete(id),
      'GET /api/v2/users/x/roles': () => api.users.roles.list(id),
      'POST /api/v2/users/x/roles': () => api.users.roles.assign(id, { roles: [id] }),
      'DELETE /api/v2/users/x/roles': () => api.users.roles.delete(id, { roles: [id] }),
      'GET /api/v2/sessions/x': () => api.sessions.get(id),
      'DELETE /api/v2/sessions/x': () => api.sessions.delete(id),
      'POST /api/v2/sessions/x/revoke': () => api.sessions.revoke(id),
      'GET /api/v2/refresh-tokens/x': () => api.refreshTokens.get(id),
      'DELETE /api/v2/refresh-tokens/x': () => api.refreshTokens.delete(id),
      'GET /api/v2/organizations': () => api.organizations.list(),
      'POST /api/v2/organizations': () => api.organizations.create({ name }),
      'GET /api/v2/organizations/x': () => api.organizations.get(id),
      'PATCH /api/v2/organizations/x': () => api.organizations.update(id),
      'DELETE /api/v2/organizations/x': () => api.organizations.delete(id),
      'GET /api/v2/organizations/x/members': () => api.organizations.members.list(id),
      'POST /api/v2/organizations/x/members': () =>
        api.organizations.members.create(id, { members: [id] }),
      'DELETE /api/v2/organizations/x/members': () =>
        api.organizations.members.delete(id, { members: [id] }),
      'GET /api/v2/organizations/x/invitations': () => api.organizations.invitations.list(id),
      'POST /api/v2/organizations/x/invitations': () =>
        api.organizations.invitations.create(id, {
          inviter: { name },
          invitee: { email },
          client_id: id,
        }),
      'GET /api/v2/roles': () => api.roles.list(),
      'POST /api/v2/roles': () => api.roles.create({ name }),
      'GET /api/v2/roles/x': () => api.roles.get(id),
      'PATCH /api/v2/roles/x': () => api.roles.update(id),
      'DELETE /api/v2/roles/x': () => api.roles.delete(id),
      'GET /api/v2/actions/actions': () => api.actions.list(),
      'POST /api/v2/actions/actions': () =>
        api.actions.create({ name, supported_triggers: [{ id: 'post-login' }] }),
      'GET /api/v2/log-streams': () => api.logStreams.list(),
      'POST /api/v2/log-streams': () =>
        api.logStreams.create({ type: 'http', sink: { httpEndpoint: 'https://example.com' } }),
      'GET /api/v2/logs': () => api.logs.list(),
      'GET /api/v2/event-streams': () => api.eventStreams.list(),
      'POST /api/v2/event-streams': () =>
        api.eventStreams.create({
          destination: {
            type: 'webhook',
            configuration: {
              webhook_endpoint: 'https://example.com',
              webhook_authorization: { method: 'bearer' },
            },
          },
        }),
    },
  }
}

/** `@auth0/nextjs-auth0` and `auth0`. */
export const auth0Sdks: Sdks = {
  calls,
  sentence: (error) => read(error, 'error_description') ?? read(error, 'body', 'message'),
  unasked: `POST /oauth/par GET /v2/logout GET /samlp/:id/logout POST /passwordless/verify POST /oauth/device/code
    POST /bc-authorize DELETE /mfa/authenticators/:id GET /me/v1/connected-accounts/accounts
    GET POST /me/v1/authentication-methods`,
}
