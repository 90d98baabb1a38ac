import type { UserJSON } from '@clerk/backend'
import { decodeJwt } from 'jose'
import { expect } from 'vitest'
import type { ClerkSecrets } from '../../../src/providers/clerk/state.ts'
import { hook } from '../client.ts'
import { password } from '../mail/start.ts'
import { call, plain, read, type Sdks } from '../support/call.ts'
import type { Started } from '../support/start.ts'
import { withSecrets } from '../users/target.ts'
import { signUp } from './fixture.ts'
import { sdk } from './sdk.ts'

const [id, userId, organizationId] = ['x', 'x', 'x']
const name = 'x'
const emailAddress = 'cat@example.com'

export /** What is told of a user who has just signed up. */
const userOf = (id: string): UserJSON => ({
  id,
  object: 'user',
  username: null,
  first_name: null,
  last_name: null,
  image_url: expect.any(String),
  has_image: false,
  primary_email_address_id: expect.any(String),
  primary_phone_number_id: null,
  primary_web3_wallet_id: null,
  password_enabled: true,
  two_factor_enabled: false,
  totp_enabled: false,
  backup_code_enabled: false,
  email_addresses: [
    expect.objectContaining({ object: 'email_address', email_address: 'ann@example.com' }),
  ],
  phone_numbers: [],
  web3_wallets: [],
  organization_memberships: [],
  external_accounts: [],
  enterprise_accounts: [],
  password_last_updated_at: null,
  public_metadata: {},
  private_metadata: {},
  unsafe_metadata: {},
  external_id: null,
  last_sign_in_at: expect.any(Number),
  banned: false,
  locked: false,
  deprovisioned: false,
  lockout_expires_in_seconds: null,
  verification_attempts_remaining: expect.any(Number),
  created_at: expect.any(Number),
  updated_at: expect.any(Number),
  last_active_at: expect.any(Number),
  create_organization_enabled: false,
  create_organizations_limit: null,
  delete_self_enabled: false,
  legal_accepted_at: null,
  locale: null,
  timezone: null,
})

async function calls(emulator: Started) {
  const {
    actorTokens,
    emailAddresses,
    invitations,
    jwks,
    jwtTemplates,
    organizations,
    sessions,
    signInTokens,
    users,
    webhooks,
  } = sdk(emulator)
  const ann = await signUp(withSecrets<ClerkSecrets>(emulator))
  const bob = (await hook(emulator, 'POST users', { email: 'bob@example.com' })).json
  const own = { id: ann.sessionId, userId: ann.userId, status: 'active' }
  const claims = async (template: string) =>
    decodeJwt((await sessions.getToken(own.id, template)).jwt)

  return {
    emulated: {
      'GET /v1/jwks': call(() => jwks.getJwks(), { keys: [{ kty: 'RSA', alg: 'RS256' }] }),
      'GET /.well-known/jwks.json': call(() => plain(emulator, '/.well-known/jwks.json'), {
        keys: [{ kty: 'RSA', alg: 'RS256' }],
      }),
      'GET /v1/jwt_templates': call(() => jwtTemplates.list(), {
        data: [{ name: 'insforge', claims: expect.any(Object), signingAlgorithm: 'HS256' }],
        totalCount: 1,
      }),
      'GET /v1/users': call(() => users.getUserList({ userId: [own.userId] }), {
        data: [{ id: own.userId, primaryEmailAddress: { emailAddress: 'ann@example.com' } }],
        totalCount: 1,
      }),
      'POST /v1/users': call(() => users.createUser({ emailAddress: [emailAddress], password }), {
        primaryEmailAddress: { emailAddress },
        firstName: null,
      }),
      'GET /v1/users/count': call(() => users.getCount(), 3),
      'GET /v1/users/:id': call(() => users.getUser(own.userId), {
        id: own.userId,
        raw: userOf(own.userId),
      }),
      'PATCH /v1/users/:id': call(() => users.updateUser(own.userId, { firstName: 'Ann' }), {
        id: own.userId,
        firstName: 'Ann',
      }),
      'PATCH /v1/users/:id/metadata': call(
        () => users.updateUserMetadata(own.userId, { publicMetadata: { plan: 'pro' } }),
        { publicMetadata: { plan: 'pro' } },
      ),
      'PUT /v1/users/:id/metadata': call(
        () => users.replaceUserMetadata(own.userId, { privateMetadata: { seat: 1 } }),
        { privateMetadata: { seat: 1 } },
      ),
      'DELETE /v1/users/:id': call(() => users.deleteUser(bob.id), { id: bob.id }),
      'GET /v1/sessions': call(() => sessions.getSessionList({ userId: own.userId }), {
        data: [own],
        totalCount: 1,
      }),
      'GET /v1/sessions/:id': call(() => sessions.getSession(own.id), own),
      'POST /v1/sessions/:id/tokens': call(() => claims(''), { sub: own.userId, sid: own.id }),
      'POST /v1/sessions/:id/tokens/:template': call(() => claims('insforge'), {
        sub: own.userId,
        role: 'authenticated',
      }),
      'POST /v1/sessions': call(() => sessions.createSession({ userId: own.userId }), {
        userId: own.userId,
        status: 'active',
      }),
      'POST /v1/sessions/:id/revoke': call(() => sessions.revokeSession(own.id), {
        ...own,
        status: 'revoked',
      }),
    },
    refused: {
      '/v1/users/count with web3_wallet': () => users.getCount({ web3Wallet: [id] }),
      '/v1/sessions without user_id or client_id': () => sessions.getSessionList(),
      'POST /v1/jwt_templates': () => jwtTemplates.create({ name, claims: {} }),
      'GET /v1/jwt_templates/x': () => jwtTemplates.get(id),
      'PATCH /v1/jwt_templates/x': () => jwtTemplates.update({ templateId: id, name, claims: {} }),
      'DELETE /v1/jwt_templates/x': () => jwtTemplates.delete(id),
      'POST /v1/users/x/ban': () => users.banUser(id),
      'POST /v1/users/x/unban': () => users.unbanUser(id),
      'POST /v1/users/x/lock': () => users.lockUser(id),
      'POST /v1/users/x/unlock': () => users.unlockUser(id),
      'POST /v1/users/x/profile_image': () =>
        users.updateUserProfileImage(id, { file: new Blob([name]) }),
      'DELETE /v1/users/x/profile_image': () => users.deleteUserProfileImage(id),
      'POST /v1/users/x/verify_password': () => users.verifyPassword({ userId, password: name }),
      'POST /v1/users/x/remove_password': () => users.removePassword(id),
      'DELETE /v1/users/x/mfa': () => users.disableUserMFA(id),
      'GET /v1/users/x/organization_memberships': () =>
        users.getOrganizationMembershipList({ userId }),
      'GET /v1/users/x/oauth_access_tokens/oauth_google': () =>
        users.getUserOauthAccessToken(id, 'google'),
      'POST /v1/sessions/x/refresh': () =>
        sessions.refreshSession(id, {
          expired_token: name,
          refresh_token: name,
          request_origin: 'http://localhost:3000',
        }),
      'POST /v1/email_addresses': () => emailAddresses.createEmailAddress({ userId, emailAddress }),
      'GET /v1/email_addresses/x': () => emailAddresses.getEmailAddress(id),
      'PATCH /v1/email_addresses/x': () => emailAddresses.updateEmailAddress(id),
      'DELETE /v1/email_addresses/x': () => emailAddresses.deleteEmailAddress(id),
      'GET /v1/invitations': () => invitations.getInvitationList(),
      'POST /v1/invitations': () => invitations.createInvitation({ emailAddress }),
      'POST /v1/invitations/x/revoke': () => invitations.revokeInvitation(id),
      'GET /v1/organizations': () => organizations.getOrganizationList(),
      'POST /v1/organizations': () => organizations.createOrganization({ name }),
      'GET /v1/organizations/x': () => organizations.getOrganization({ organizationId }),
      'PATCH /v1/organizations/x': () => organizations.updateOrganization(id, { name }),
      'DELETE /v1/organizations/x': () => organizations.deleteOrganization(id),
      'GET /v1/organizations/x/memberships': () =>
        organizations.getOrganizationMembershipList({ organizationId }),
      'POST /v1/organizations/x/memberships': () =>
        organizations.createOrganizationMembership({ organizationId, userId, role: name }),
      'GET /v1/organizations/x/invitations': () =>
        organizations.getOrganizationInvitationList({ organizationId }),
      'POST /v1/organizations/x/invitations': () =>
        organizations.createOrganizationInvitation({ organizationId, emailAddress, role: name }),
      'POST /v1/sign_in_tokens': () =>
        signInTokens.createSignInToken({ userId, expiresInSeconds: 1 }),
      'POST /v1/actor_tokens': () => actorTokens.create({ userId, actor: { sub: id } }),
      'POST /v1/webhooks/svix': () => webhooks.createSvixApp(),
      'DELETE /v1/webhooks/svix': () => webhooks.deleteSvixApp(),
      'POST /v1/webhooks/svix_url': () => webhooks.generateSvixAuthURL(),
    },
  }
}

/** `@clerk/backend`; browsers have clerk-js for the Frontend API. */
export const clerkSdks: Sdks = {
  calls,
  sentence: (error) => read(error, 'errors', 0, 'longMessage'),
  browsers: /^Frontend API/,
}
