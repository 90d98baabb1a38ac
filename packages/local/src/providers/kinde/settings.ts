import { z } from 'zod'
import { oidcSettingsSchema } from '../../emulator/oidc/state.ts'

/** What Kinde's settings say, and what a test changes. */
export const kindeSettingsSchema = oidcSettingsSchema.extend({
  /** How long a refresh token that was exchanged can be exchanged again. */
  refreshGraceSeconds: z.int().min(0),
  /** What every user may do, by Kinde's names; it goes into access tokens. */
  permissions: z.array(z.string()).readonly(),
})

export type KindeSettings = z.infer<typeof kindeSettingsSchema>

/** Kinde's defaults: a day, an hour and fifteen days. */
export const defaultKindeSettings: KindeSettings = {
  accessTokenSeconds: 86_400,
  idTokenSeconds: 3600,
  refreshTokenSeconds: 15 * 86_400,
  codeSeconds: 600,
  refreshGraceSeconds: 60,
  managementScopes: [
    'read:users',
    'update:users',
    'delete:users',
    'read:user_properties',
    'update:user_properties',
  ],
  permissions: [],
}
