import { z } from 'zod'

const seconds = z.int().min(0)

/** How long things live, as a vendor's dashboard would set it. 0 makes tokens that have expired
 * when they arrive. */
export const oidcSettingsSchema = z.strictObject({
  accessTokenSeconds: seconds,
  idTokenSeconds: seconds,
  refreshTokenSeconds: seconds,
  codeSeconds: seconds,
})

export type OidcSettings = z.infer<typeof oidcSettingsSchema>
