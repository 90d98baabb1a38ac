import { ResponseError, UsersApi } from '@kinde-oss/kinde-typescript-sdk'
import { createRemoteJWKSet, jwtVerify } from 'jose'
import { expect } from 'vitest'
import { kinde } from '../../../src/providers/kinde/index.ts'
import { kindeTarget } from '../kinde/fixture.ts'
import { management } from '../kinde/sdk.ts'
import { oidcSignUp, type Target, type User } from './target.ts'

interface KindeUser {
  readonly id?: string
  readonly firstName?: string
  readonly lastName?: string
}

const toUser = (user: KindeUser, email: string | undefined): User => ({
  id: user.id ?? '',
  email: email ?? '',
  firstName: user.firstName ?? null,
  lastName: user.lastName ?? null,
})

export const kindeUsers: Target = {
  provider: kinde,
  users(emulator, clientSecret) {
    const users = new UsersApi(management(emulator, clientSecret))
    return {
      async get(id) {
        const user = await users.getUserData({ id })
        return toUser(user, user.preferredEmail)
      },
      async list() {
        const found: User[] = []
        for (let nextToken: string | undefined; ; ) {
          const page = await users.getUsers({ pageSize: 2, ...(nextToken && { nextToken }) })
          found.push(...(page.users ?? []).map((user) => toUser(user, user.email)))
          nextToken = page.nextToken || undefined
          if (!nextToken) return found
        }
      },
      async find(email) {
        const page = await users.getUsers({ email })
        return (page.users ?? []).map((user) => toUser(user, user.email))
      },
      rename: (id, givenName, familyName) =>
        users.updateUser({ id, updateUserRequest: { givenName, familyName } }),
      remember: (userId, properties) =>
        users.updateUserProperties({
          userId,
          updateOrganizationPropertiesRequest: { properties },
        }),
      async metadata(userId) {
        const { properties = [] } = await users.getUserPropertyValues({ userId })
        return Object.fromEntries(properties.map(({ key = '', value }) => [key, value]))
      },
      delete: (id) => users.deleteUser({ id, isDeleteProfile: true }),
    }
  },
  signUp: oidcSignUp(kindeTarget),
  async verify({ headers, body }, { url }) {
    expect(headers.get('content-type')).toBe('application/jwt')
    const keys = createRemoteJWKSet(new URL(`${url}/.well-known/jwks.json`))
    const { payload } = await jwtVerify<{ type: string; data: { user: { id: string } } }>(
      body,
      keys,
    )
    const { user } = payload.data
    return { type: payload.type, userId: user.id, user }
  },
  statusOf(error) {
    if (error instanceof ResponseError) return error.response.status
    // Of the token's endpoint the SDK tells the sentence alone.
    return Object(error).message === 'client authentication failed' ? 401 : undefined
  },
  unknownDeleted: 404,
}
