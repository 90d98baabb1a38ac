import { z } from 'zod'
import { insforgeTemplate, jwtTemplateError } from './jwt-template.ts'

const seconds = z.int().min(0)

/** What the WorkOS dashboard would set, and what a test turns. */
export const settingsSchema = z.strictObject({
  /** 0 makes tokens that have expired when they arrive. */
  accessTokenSeconds: seconds,
  codeSeconds: seconds,
  /** How long a refresh token that was exchanged answers the same successor again. */
  replayGraceSeconds: seconds,
  /** Null for none. */
  jwtTemplate: z
    .string()
    .superRefine((template, context) => {
      const error = jwtTemplateError(template)
      if (error) context.addIssue(error)
    })
    .nullable(),
})

export type Settings = z.infer<typeof settingsSchema>

/** WorkOS's defaults, with the JWT template of InsForge's guide. */
export const defaultSettings: Settings = {
  accessTokenSeconds: 300,
  codeSeconds: 600,
  replayGraceSeconds: 10,
  jwtTemplate: insforgeTemplate,
}
