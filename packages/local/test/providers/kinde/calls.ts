import {
  ApplicationsApi,
  CallbacksApi,
  EnvironmentsApi,
  FeatureFlagsApi,
  OrganizationsApi,
  PermissionsApi,
  ResponseError,
  RolesApi,
  UsersApi,
} from '@kinde-oss/kinde-typescript-sdk'
import { expect } from 'vitest'
import { hook, redirected } from '../client.ts'
import { appUrl } from '../oidc/fixture.ts'
import { call, plain, read, type Sdks } from '../support/call.ts'
import type { Started } from '../support/start.ts'
import { management, signUp } from './sdk.ts'

const [userId, orgCode, appId] = ['x', 'x', 'x']
const replaceRedirectCallbackURLsRequest = { urls: [appUrl] }
const replaceLogoutRedirectURLsRequest = { urls: [appUrl] }

async function calls(emulator: Started) {
  const { env } = emulator
  const { client, session, browser } = await signUp(emulator)
  const ann = { id: (await client.getUser(session)).id, email: 'ann@example.com' }
  const bob = (await hook(emulator, 'POST users', { email: 'bob@example.com' })).json
  const configuration = management(emulator)
  const users = new UsersApi(configuration)
  const organizations = new OrganizationsApi(configuration)
  const roles = new RolesApi(configuration)
  const permissions = new PermissionsApi(configuration)
  const flags = new FeatureFlagsApi(configuration)
  const environments = new EnvironmentsApi(configuration)
  const applications = new ApplicationsApi(configuration)
  const callbacks = new CallbacksApi(configuration)
  /** Whether the session is good that a new key signed. */
  const renewed = async () => {
    await hook(emulator, 'POST keys/rotate', { keepOld: false })
    await client.refreshTokens(session)
    return client.isAuthenticated(session)
  }
  const revoke = () =>
    plain(emulator, '/oauth2/revoke', {
      method: 'POST',
      body: new URLSearchParams({
        client_id: `${env.KINDE_CLIENT_ID}`,
        client_secret: `${env.KINDE_CLIENT_SECRET}`,
        token: 'x',
      }),
    })

  return {
    emulated: {
      'GET /oauth2/auth': call(
        async () => redirected(await browser.go((await client.login(session)).href)),
        { to: `${appUrl}/api/auth/kinde_callback`, code: expect.any(String) },
      ),
      'POST /oauth2/token': call(() => client.refreshTokens(session), {
        access_token: expect.any(String),
        id_token: expect.any(String),
        refresh_token: expect.any(String),
        token_type: 'Bearer',
      }),
      'POST /oauth2/revoke': call(revoke, undefined),
      'GET /oauth2/v2/user_profile': call(() => client.getUserProfile(session), ann),
      'GET /.well-known/openid-configuration': call(
        () => plain(emulator, '/.well-known/openid-configuration'),
        { issuer: emulator.url, token_endpoint: `${emulator.url}/oauth2/token` },
      ),
      'GET /.well-known/jwks.json': call(renewed, true),
      'GET /api/v1/users': call(() => users.getUsers({ email: ann.email }), { users: [ann] }),
      'GET /api/v1/user': call(() => users.getUserData({ id: ann.id }), {
        id: ann.id,
        preferredEmail: ann.email,
      }),
      'PATCH /api/v1/user': call(
        () => users.updateUser({ id: ann.id, updateUserRequest: { givenName: 'Ann' } }),
        { id: ann.id, givenName: 'Ann' },
      ),
      'PATCH /api/v1/users/:id/properties': call(
        () =>
          users.updateUserProperties({
            userId: ann.id,
            updateOrganizationPropertiesRequest: { properties: { plan: 'pro' } },
          }),
        { code: 'OK' },
      ),
      'GET /api/v1/users/:id/properties': call(
        () => users.getUserPropertyValues({ userId: ann.id }),
        { properties: [{ key: 'plan', value: 'pro' }] },
      ),
      'DELETE /api/v1/user': call(() => users.deleteUser({ id: bob.id }), { code: 'OK' }),
      'GET /logout': call(
        async () => redirected(await browser.go((await client.logout(session)).href)),
        { to: `${appUrl}/` },
      ),
    },
    refused: {
      '/api/v1/users with expand': () => users.getUsers({ expand: 'organizations' }),
      'POST /api/v1/user': () => users.createUser(),
      'POST /api/v1/users/x/refresh_claims': () => users.refreshUserClaims({ userId }),
      'PUT /api/v1/users/x/password': () =>
        users.setUserPassword({ userId, setUserPasswordRequest: { hashedPassword: 'x' } }),
      'PATCH /api/v1/users/x/feature_flags/x': () =>
        users.updateUserFeatureFlagOverride({ userId, featureFlagKey: 'x', value: 'x' }),
      'GET /api/v1/organizations': () => organizations.getOrganizations(),
      'GET /api/v1/organization': () => organizations.getOrganization(),
      'POST /api/v1/organization': () =>
        organizations.createOrganization({ createOrganizationRequest: { name: 'x' } }),
      'PATCH /api/v1/organization/x': () => organizations.updateOrganization({ orgCode }),
      'DELETE /api/v1/organization/x': () => organizations.deleteOrganization({ orgCode }),
      'GET /api/v1/organizations/x/users': () => organizations.getOrganizationUsers({ orgCode }),
      'POST /api/v1/organizations/x/users': () => organizations.addOrganizationUsers({ orgCode }),
      'PATCH /api/v1/organizations/x/users': () =>
        organizations.updateOrganizationUsers({ orgCode }),
      'DELETE /api/v1/organizations/x/users/x': () =>
        organizations.removeOrganizationUser({ orgCode, userId }),
      'GET /api/v1/organizations/x/users/x/roles': () =>
        organizations.getOrganizationUserRoles({ orgCode, userId }),
      'POST /api/v1/organizations/x/users/x/roles': () =>
        organizations.createOrganizationUserRole({
          orgCode,
          userId,
          createOrganizationUserRoleRequest: {},
        }),
      'GET /api/v1/organizations/x/users/x/permissions': () =>
        organizations.getOrganizationUserPermissions({ orgCode, userId }),
      'POST /api/v1/organizations/x/users/x/permissions': () =>
        organizations.createOrganizationUserPermission({
          orgCode,
          userId,
          createOrganizationUserPermissionRequest: {},
        }),
      'GET /api/v1/roles': () => roles.getRoles(),
      'POST /api/v1/roles': () => roles.createRole(),
      'PATCH /api/v1/roles/x': () => roles.updateRoles({ roleId: 'x' }),
      'DELETE /api/v1/roles/x': () => roles.deleteRole({ roleId: 'x' }),
      'GET /api/v1/permissions': () => permissions.getPermissions(),
      'POST /api/v1/permissions': () => permissions.createPermission(),
      'PATCH /api/v1/permissions/1': () => permissions.updatePermissions({ permissionId: 1 }),
      'DELETE /api/v1/permissions/x': () => permissions.deletePermission({ permissionId: 'x' }),
      'POST /api/v1/feature_flags': () =>
        flags.createFeatureFlag({
          createFeatureFlagRequest: { name: 'x', key: 'x', type: 'str', defaultValue: 'x' },
        }),
      'PUT /api/v1/feature_flags/x': () =>
        flags.updateFeatureFlag({
          featureFlagKey: 'x',
          name: 'x',
          description: 'x',
          type: 'str',
          allowOverrideLevel: 'env',
          defaultValue: 'x',
        }),
      'DELETE /api/v1/feature_flags/x': () => flags.deleteFeatureFlag({ featureFlagKey: 'x' }),
      'GET /api/v1/environment/feature_flags': () => environments.getEnvironementFeatureFlags(),
      'DELETE /api/v1/environment/feature_flags': () =>
        environments.deleteEnvironementFeatureFlagOverrides(),
      'GET /api/v1/applications': () => applications.getApplications(),
      'POST /api/v1/applications': () => applications.createApplication(),
      'GET /api/v1/applications/x': () => applications.getApplication({ applicationId: 'x' }),
      'PATCH /api/v1/applications/x': () => applications.updateApplication({ applicationId: 'x' }),
      'DELETE /api/v1/applications/x': () => applications.deleteApplication({ applicationId: 'x' }),
      'GET /api/v1/applications/x/auth_redirect_urls': () => callbacks.getCallbackURLs({ appId }),
      'POST /api/v1/applications/x/auth_redirect_urls': () =>
        callbacks.addRedirectCallbackURLs({ appId, replaceRedirectCallbackURLsRequest }),
      'PUT /api/v1/applications/x/auth_redirect_urls': () =>
        callbacks.replaceRedirectCallbackURLs({ appId, replaceRedirectCallbackURLsRequest }),
      'DELETE /api/v1/applications/x/auth_redirect_urls': () =>
        callbacks.deleteCallbackURLs({ appId, urls: appUrl }),
      'GET /api/v1/applications/x/auth_logout_urls': () => callbacks.getLogoutURLs({ appId }),
      'POST /api/v1/applications/x/auth_logout_urls': () =>
        callbacks.addLogoutRedirectURLs({ appId, replaceLogoutRedirectURLsRequest }),
      'PUT /api/v1/applications/x/auth_logout_urls': () =>
        callbacks.replaceLogoutRedirectURLs({ appId, replaceLogoutRedirectURLsRequest }),
      'DELETE /api/v1/applications/x/auth_logout_urls': () =>
        callbacks.deleteLogoutURLs({ appId, urls: appUrl }),
    },
  }
}

/** `@kinde-oss/kinde-typescript-sdk`. */
export const kindeSdks: Sdks = {
  calls,
  // Of the Management API an app is given the response.
  sentence: async (error) =>
    error instanceof ResponseError
      ? read(await error.response.json(), 'errors', 0, 'message')
      : read(error, 'message'),
  unasked: `POST /oauth2/introspect GET /oauth2/user_profile GET DELETE /api/v1/users/:id/sessions
    GET /api/v1/roles/:id GET POST /api/v1/webhooks PATCH DELETE /api/v1/webhooks/:id
    GET /account_api/v1/user_profile GET /account_api/v1/permissions GET /account_api/v1/roles
    GET /account_api/v1/properties GET /account_api/v1/feature_flags`,
}
