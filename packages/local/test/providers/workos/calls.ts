import { decodeJwt } from 'jose'
import { expect } from 'vitest'
import { hook, redirected } from '../client.ts'
import { lastMail } from '../mail/start.ts'
import { appUrl } from '../oidc/fixture.ts'
import { call, read, type Sdks } from '../support/call.ts'
import type { Started } from '../support/start.ts'
import { authorization, sdk, signUp } from './sdk.ts'

const id = 'x'
const email = 'bob@example.com'
const code = '000000'

async function calls(emulator: Started) {
  const {
    userManagement,
    organizations,
    multiFactorAuth: mfa,
    sso,
    events,
    webhooks,
  } = sdk(emulator)
  const { browser, answer } = await signUp(emulator)
  const { user } = answer
  const bob = (await hook(emulator, 'POST users', { email })).json
  const authorize = async () => {
    const { url, state, codeVerifier } = await authorization(emulator, 'sign-in')
    const { code = '', ...back } = redirected(await browser.go(url))
    return { code, codeVerifier, isOwn: back.state === state, to: back.to }
  }
  const reset = await userManagement.createPasswordReset({ email })
  const cookiePassword = `${emulator.env.WORKOS_COOKIE_PASSWORD}`
  const authenticate = async () =>
    userManagement.authenticateWithCode({
      ...(await authorize()),
      session: { sealSession: true, cookiePassword },
    })
  const logout = () =>
    userManagement.getLogoutUrl({
      sessionId: `${decodeJwt(answer.accessToken).sid}`,
      returnTo: `${appUrl}/`,
    })

  return {
    emulated: {
      'GET /user_management/authorize': call(authorize, { isOwn: true, to: `${appUrl}/callback` }),
      'POST /user_management/authenticate': call(authenticate, {
        user: { ...user, lastSignInAt: expect.any(String), updatedAt: expect.any(String) },
        authenticationMethod: 'Password',
      }),
      'GET /sso/jwks/:clientId': call(
        async () =>
          userManagement.authenticateWithSessionCookie({
            sessionData: `${(await authenticate()).sealedSession}`,
            cookiePassword,
          }),
        { authenticated: true, user: { id: user.id } },
      ),
      'GET /user_management/sessions/logout': call(
        async () => redirected(await browser.go(logout())),
        { to: `${appUrl}/` },
      ),
      'GET /user_management/users': call(() => userManagement.listUsers({ email: user.email }), {
        data: [{ id: user.id }],
        listMetadata: { before: null, after: null },
      }),
      'GET /user_management/users/:id': call(() => userManagement.getUser(user.id), {
        object: 'user',
        id: user.id,
        email: user.email,
      }),
      'PUT /user_management/users/:id': call(
        () => userManagement.updateUser({ userId: user.id, firstName: 'Ann' }),
        { id: user.id, firstName: 'Ann', name: 'Ann' },
      ),
      'GET /user_management/users/:id/identities': call(
        () => userManagement.getUserIdentities(user.id),
        [],
      ),
      'POST /user_management/users/:id/email_verification/send': call(
        () => userManagement.sendVerificationEmail({ userId: bob.id }),
        { user: { id: bob.id } },
      ),
      'POST /user_management/users/:id/email_verification/confirm': call(
        async () => {
          const code = `${(await lastMail(emulator, email)).code}`
          return userManagement.verifyEmail({ userId: bob.id, code })
        },
        { user: { id: bob.id, emailVerified: true } },
      ),
      'POST /user_management/password_reset': call(
        () => userManagement.createPasswordReset({ email: user.email }),
        { object: 'password_reset', email: user.email, passwordResetToken: expect.any(String) },
      ),
      'GET /user_management/password_reset/:id': call(
        () => userManagement.getPasswordReset(reset.id),
        reset,
      ),
      'POST /user_management/password_reset/confirm': call(
        () =>
          userManagement.resetPassword({
            token: reset.passwordResetToken,
            newPassword: 'another password',
          }),
        { user: { id: bob.id } },
      ),
      'DELETE /user_management/users/:id': call(() => userManagement.deleteUser(bob.id), undefined),
    },
    refused: {
      'POST /user_management/users': () => userManagement.createUser({ email }),
      'GET /user_management/users/x/sessions': () => userManagement.listSessions(id),
      '/user_management/users with organization_id': () =>
        userManagement.listUsers({ organizationId: id }),
      '/user_management/authenticate with email': () =>
        userManagement.authenticateWithMagicAuth({ code, email }),
      '/user_management/authenticate with organization_id': () =>
        userManagement.authenticateWithRefreshToken({ refreshToken: 'x', organizationId: id }),
      'POST /user_management/sessions/revoke': () =>
        userManagement.revokeSession({ sessionId: id }),
      'GET /user_management/users/external_id/x': () => userManagement.getUserByExternalId(id),
      'GET /user_management/email_verification/x': () => userManagement.getEmailVerification(id),
      'POST /user_management/magic_auth': () => userManagement.createMagicAuth({ email }),
      'GET /user_management/magic_auth/x': () => userManagement.getMagicAuth(id),
      'GET /user_management/users/x/auth_factors': () => mfa.listUserAuthFactors({ userId: id }),
      'POST /user_management/users/x/auth_factors': () =>
        mfa.createUserAuthFactor({ userId: id, type: 'totp' }),
      'POST /auth/factors/enroll': () => mfa.enrollFactor({ type: 'totp', issuer: 'x', user: 'x' }),
      'POST /auth/factors/x/challenge': () => mfa.challengeFactor({ authenticationFactorId: id }),
      'POST /auth/challenges/x/verify': () =>
        mfa.verifyChallenge({ authenticationChallengeId: id, code }),
      'GET /user_management/invitations': () => userManagement.listInvitations({}),
      'POST /user_management/invitations': () => userManagement.sendInvitation({ email }),
      'GET /user_management/invitations/x': () => userManagement.getInvitation(id),
      'POST /user_management/invitations/x/accept': () => userManagement.acceptInvitation(id),
      'POST /user_management/invitations/x/revoke': () => userManagement.revokeInvitation(id),
      'GET /organizations': () => organizations.listOrganizations(),
      'POST /organizations': () => organizations.createOrganization({ name: 'x' }),
      'GET /organizations/x': () => organizations.getOrganization(id),
      'PUT /organizations/x': () => organizations.updateOrganization({ organization: id }),
      'DELETE /organizations/x': () => organizations.deleteOrganization(id),
      'GET /user_management/organization_memberships': () =>
        userManagement.listOrganizationMemberships({ userId: id }),
      'POST /user_management/organization_memberships': () =>
        userManagement.createOrganizationMembership({ organizationId: id, userId: id }),
      'GET /user_management/organization_memberships/x': () =>
        userManagement.getOrganizationMembership(id),
      'PUT /user_management/organization_memberships/x': () =>
        userManagement.updateOrganizationMembership(id, {}),
      'DELETE /user_management/organization_memberships/x': () =>
        userManagement.deleteOrganizationMembership(id),
      'POST /sso/token': () => sso.getProfileAndToken({ clientId: 'x', code }),
      'GET /sso/profile': () => sso.getProfile({ accessToken: 'x' }),
      'GET /connections': () => sso.listConnections(),
      'GET /connections/x': () => sso.getConnection(id),
      'DELETE /connections/x': () => sso.deleteConnection(id),
      'GET /events': () => events.listEvents({ events: ['user.created'] }),
      'GET /webhook_endpoints': () => webhooks.listWebhookEndpoints(),
      'POST /webhook_endpoints': () =>
        webhooks.createWebhookEndpoint({ endpointUrl: 'https://example.com', events: [] }),
    },
  }
}

/** `@workos-inc/node`. */
export const workosSdks: Sdks = {
  calls,
  sentence: (error) => read(error, 'errorDescription') ?? read(error, 'message'),
  unasked: `POST /user_management/authorize/device
    POST /user_management/users/:id/email_change/send
    POST /user_management/users/:id/email_change/confirm
    GET PUT /user_management/jwt_template GET POST /user_management/redirect_uris
    GET POST /user_management/cors_origins GET /sso/authorize GET /sso/logout`,
}
