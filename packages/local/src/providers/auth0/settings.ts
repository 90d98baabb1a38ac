import { z } from 'zod'
import { oidcSettingsSchema } from '../../emulator/oidc/state.ts'

/** What Auth0's dashboard says, and what a test changes. */
export const auth0SettingsSchema = oidcSettingsSchema.extend({
  /** Another Action than the one in the file; null for that one. */
  actionSource: z.string().nullable(),
})

export type Auth0Settings = z.infer<typeof auth0SettingsSchema>

/** Auth0's defaults: access tokens of a day, ID tokens of ten hours, refresh tokens of a month. */
export const defaultAuth0Settings: Auth0Settings = {
  accessTokenSeconds: 86_400,
  idTokenSeconds: 36_000,
  refreshTokenSeconds: 30 * 86_400,
  codeSeconds: 600,
  managementScopes: [
    'read:users',
    'update:users',
    'delete:users',
    'create:user_tickets',
    'read:users_app_metadata',
    'update:users_app_metadata',
  ],
  actionSource: null,
}
