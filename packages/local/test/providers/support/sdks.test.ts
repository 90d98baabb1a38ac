import { createClerkClient } from '@clerk/backend'
import {
  Configuration,
  OrganizationsApi,
  ResponseError,
  UsersApi,
} from '@kinde-oss/kinde-typescript-sdk'
import { WorkOS } from '@workos-inc/node'
import { Client } from 'stytch'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import * as registry from '../../../src/providers/registry.ts'
import { type Started, start } from './start.ts'

// Named by a variable: the types of Next.js would make NODE_ENV required of every environment here.
const auth0Sdk: string = '@auth0/nextjs-auth0/server'
const nextServer: string = 'next/server.js'
const { Auth0Client } = await import(auth0Sdk)
const { NextRequest, NextResponse } = await import(nextServer)

/** Calls of a vendor's SDK, by the route that they ask for or what they ask for of it. */
type Calls = Readonly<Record<string, () => unknown>>

/** How each SDK is used, and where in its errors a developer reads what went wrong. */
const sdks: Readonly<
  Record<
    keyof typeof registry,
    { calls(emulator: Started): Calls; sentence(error: unknown): unknown }
  >
> = {
  clerk: {
    calls({ url, env }) {
      const { users, sessions, organizations, invitations } = createClerkClient({
        secretKey: `${env.CLERK_SECRET_KEY}`,
        apiUrl: url,
        telemetry: { disabled: true },
      })
      return {
        'POST /v1/users/user_1/ban': () => users.banUser('user_1'),
        'POST /v1/users/user_1/lock': () => users.lockUser('user_1'),
        'GET /v1/organizations': () => organizations.getOrganizationList(),
        'POST /v1/invitations': () =>
          invitations.createInvitation({ emailAddress: 'ann@example.com' }),
        '/v1/users with last_active_at_since': () => users.getUserList({ last_active_at_since: 1 }),
        '/v1/sessions without user_id or client_id': () => sessions.getSessionList(),
      }
    },
    sentence: (error) => read(error, 'errors', 0, 'longMessage'),
  },
  workos: {
    calls({ env }) {
      const { userManagement, organizations } = new WorkOS(`${env.WORKOS_API_KEY}`, {
        clientId: `${env.WORKOS_CLIENT_ID}`,
        apiHostname: `${env.WORKOS_API_HOSTNAME}`,
        https: false,
        port: Number(env.WORKOS_API_PORT),
      })
      const email = 'ann@example.com'
      const code = 'x'
      return {
        'POST /user_management/users': () => userManagement.createUser({ email }),
        'GET /user_management/users/user_1/sessions': () => userManagement.listSessions('user_1'),
        '/user_management/users with organization_id': () =>
          userManagement.listUsers({ organizationId: 'org_1' }),
        'GET /organizations': () => organizations.listOrganizations(),
        '/user_management/authenticate with email': () =>
          userManagement.authenticateWithMagicAuth({ code, email }),
        '/user_management/authenticate with organization_id': () =>
          userManagement.authenticateWithRefreshToken({
            refreshToken: 'x',
            organizationId: 'org_1',
          }),
      }
    },
    sentence: (error) => read(error, 'errorDescription') ?? read(error, 'message'),
  },
  auth0: {
    calls({ env }) {
      const client = new Auth0Client({
        domain: env.AUTH0_DOMAIN,
        clientId: env.AUTH0_CLIENT_ID,
        clientSecret: env.AUTH0_CLIENT_SECRET,
        secret: env.AUTH0_SECRET,
        appBaseUrl: env.APP_BASE_URL,
        allowInsecureRequests: true,
      })
      const request = () => new NextRequest(`${env.APP_BASE_URL}`)
      const email = 'ann@example.com'
      const [connection, send, verificationCode] = ['email', 'code', '000000']
      const { passwordless } = client
      return {
        'POST /passwordless/start': () =>
          passwordless.start(request(), new NextResponse(), { connection, email, send }),
        'the grant http://auth0.com/oauth/grant-type/passwordless/otp': () =>
          passwordless.verify(request(), new NextResponse(), {
            connection,
            email,
            verificationCode,
          }),
      }
    },
    sentence: (error) => read(error, 'error_description'),
  },
  kinde: {
    calls({ url }) {
      const configuration = new Configuration({ basePath: url, accessToken: 'x' })
      return {
        'POST /api/v1/user': () => new UsersApi(configuration).createUser(),
        'POST /api/v1/users/kp_1/refresh_claims': () =>
          new UsersApi(configuration).refreshUserClaims({ userId: 'kp_1' }),
        'GET /api/v1/organizations': () => new OrganizationsApi(configuration).getOrganizations(),
        '/api/v1/users with expand': () =>
          new UsersApi(configuration).getUsers({ expand: 'organizations' }),
      }
    },
    // Of the Management API an app is given the response.
    sentence: async (error) =>
      error instanceof ResponseError
        ? read(await error.response.json(), 'errors', 0, 'message')
        : read(error, 'message'),
  },
  stytch: {
    calls({ env }) {
      vi.spyOn(console, 'warn').mockImplementation(() => undefined)
      onTestFinished(() => {
        vi.restoreAllMocks()
      })
      const stytch = new Client({
        project_id: `${env.STYTCH_PROJECT_ID}`,
        secret: `${env.STYTCH_SECRET}`,
        env: `${env.NEXT_PUBLIC_STYTCH_API_URL}/`,
      })
      const email = 'ann@example.com'
      const session_token = 'x'
      return {
        'POST /v1/users': () => stytch.users.create({ email }),
        '/v1/users/search with the filter phone_number': () =>
          stytch.users.search({
            query: {
              operator: 'AND',
              operands: [{ filter_name: 'phone_number', filter_value: ['+1'] }],
            },
          }),
        'POST /v1/passwords/email/reset/start': () => stytch.passwords.email.resetStart({ email }),
        'POST /v1/magic_links/email/invite': () => stytch.magicLinks.email.invite({ email }),
        '/v1/sessions/authenticate with session_custom_claims': () =>
          stytch.sessions.authenticate({ session_token, session_custom_claims: { a: 1 } }),
      }
    },
    sentence: (error) => read(error, 'error_message'),
  },
}

/** What is there in a value whose type is not known. */
function read(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((at, name) => Object(at)[name], value)
}

describe.each(Object.values(registry))('an error of $title’s SDK', (provider) => {
  it('shows what is not emulated', async () => {
    const emulator = await start(provider)
    onTestFinished(() => emulator.close())
    const { calls, sentence } = sdks[provider.name]
    for (const [what, call] of Object.entries(calls(emulator))) {
      const error: unknown = await Promise.resolve(call()).then(
        () => undefined,
        (reason: unknown) => reason,
      )
      expect({ what, error }).toEqual({ what, error: expect.any(Error) })
      expect(await sentence(error)).toBe(`${what} is not emulated`)
    }
  })
})
