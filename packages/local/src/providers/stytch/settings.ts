import { z } from 'zod'

const isOrigin = (text: string) => URL.canParse(text) && new URL(text).origin === text

/** What Stytch's dashboard would set, and what a test turns. */
export const settingsSchema = z.strictObject({
  /** How long a session JWT lasts; 0 makes such as have expired when they arrive. */
  accessTokenSeconds: z.int().min(0),
  /** Whether a magic link is good only in the browser that asked for it. */
  requirePkce: z.boolean(),
  /** Where the app is besides its own address, for authorized domains and redirect URLs. */
  moreOrigins: z.array(z.string().refine(isOrigin, { error: 'is not an origin' })),
})

export type Settings = z.infer<typeof settingsSchema>

/** A new project's: Stytch fixes the five minutes, and leaves PKCE to the project. */
export const defaultSettings: Settings = {
  accessTokenSeconds: 300,
  requirePkce: false,
  moreOrigins: [],
}
