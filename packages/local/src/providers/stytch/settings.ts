import { z } from 'zod'

/** What Stytch's dashboard would set, and what a test turns. */
export const settingsSchema = z.strictObject({
  /** How long a session JWT lasts; 0 makes such as have expired when they arrive. */
  accessTokenSeconds: z.int().min(0),
  /** Whether a magic link is good only in the browser that asked for it. */
  requirePkce: z.boolean(),
})

export type Settings = z.infer<typeof settingsSchema>

/** A new project's: Stytch fixes the five minutes, and leaves PKCE to the project. */
export const defaultSettings: Settings = { accessTokenSeconds: 300, requirePkce: false }
