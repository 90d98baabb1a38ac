import { z } from 'zod'

/** Clerk sets these itself and refuses a template that does. */
const reservedClaims = ['azp', 'exp', 'iat', 'iss', 'jti', 'nbf', 'sub']

const seconds = z.int().min(0)

const claimsSchema = z.record(z.string(), z.unknown()).superRefine((claims, context) => {
  for (const name of reservedClaims.filter((reserved) => Object.hasOwn(claims, reserved))) {
    context.addIssue(`the claim ${name} is reserved`)
  }
  if (JSON.stringify(claims).includes('{{')) context.addIssue('shortcodes are not emulated')
})

const templateFields = {
  /** The name of the JWT template; null for no template. */
  templateName: z.string().min(1).nullable(),
  /** The dashboard takes no less than 30; a test does not want to wait that long. */
  templateSeconds: seconds,
  templateClaims: claimsSchema,
  /** What signs the template's tokens: InsForge's secret, the instance's own key (as when “Custom
   * signing key” is off), or another secret. */
  templateKey: z.union([
    z.literal('insforge'),
    z.literal('instance'),
    z.strictObject({ secret: z.string().min(1) }),
  ]),
}

/** Another JWT template for one user than for the others, so that tests need not wait for each other. */
export const ownTemplateSchema = z.strictObject(templateFields).partial()

export type OwnTemplate = z.infer<typeof ownTemplateSchema>

/** What Clerk's dashboard would set, and what a test turns. */
export const settingsSchema = z.strictObject({
  /** How long a user stays signed in. */
  sessionSeconds: seconds,
  /** Clerk's session tokens live for a minute, whatever the dashboard says. */
  sessionTokenSeconds: seconds,
  /** What “Customize session token” adds. */
  sessionClaims: claimsSchema,
  codeSeconds: seconds,
  /** Clerk's “Verify at sign-up”: whether an address has to be, before there is an account. */
  verifyEmail: z.boolean(),
  ...templateFields,
})

export type Settings = z.infer<typeof settingsSchema>

/** Clerk's defaults, with the JWT template of InsForge's guide. */
export const defaultSettings: Settings = {
  sessionSeconds: 7 * 86_400,
  sessionTokenSeconds: 60,
  sessionClaims: {},
  codeSeconds: 600,
  verifyEmail: true,
  templateName: 'insforge',
  templateSeconds: 60,
  templateClaims: { role: 'authenticated', aud: 'insforge-api' },
  templateKey: 'insforge',
}
