import { z } from 'zod'
import { parseJson } from '../../emulator/fields.ts'
import { sampleUser, type WorkosUser } from './user.ts'

const seconds = z.int().min(0)

/** What the WorkOS dashboard would set, and what a test changes. */
export const settingsSchema = z.strictObject({
  /** 0 makes tokens that have expired when they arrive. */
  accessTokenSeconds: seconds,
  codeSeconds: seconds,
  /** Whether a user gets in only once their address is verified. */
  verifyEmail: z.boolean(),
  /** How long a refresh token that was exchanged answers the same successor again. */
  replayGraceSeconds: seconds,
  /** Null for none. */
  jwtTemplate: z
    .string()
    .superRefine((template, context) => {
      try {
        renderJwtTemplate(template, sampleUser)
      } catch (error) {
        context.addIssue(error instanceof Error ? error.message : String(error))
      }
    })
    .nullable(),
})

export type Settings = z.infer<typeof settingsSchema>

/** WorkOS's defaults, with the JWT template of InsForge's guide. */
export const defaultSettings: Settings = {
  accessTokenSeconds: 300,
  codeSeconds: 600,
  verifyEmail: true,
  replayGraceSeconds: 10,
  jwtTemplate: '{"role": "authenticated", "aud": "insforge-api", "user_email": {{ user.email }}}',
}

/** WorkOS refuses a template that sets one of these; `aud`, `sid` and `role` are free. */
const reservedClaims = ['iss', 'sub', 'exp', 'iat', 'nbf', 'jti']

const stringOrVariable = /"(?:[^"\\]|\\.)*"|\{\{[^}]*\}\}/g
const variable = /\{\{\s*([^}]*?)\s*\}\}/g

/**
 * The claims that a template adds for that user. WorkOS's syntax, as far as `{{ user.field }}`:
 * inside a JSON string it becomes text, outside it becomes a JSON value. Throws why WorkOS, or
 * this emulator, refuses the template.
 */
export function renderJwtTemplate(template: string, user: WorkosUser): Record<string, unknown> {
  const json = template.replace(stringOrVariable, (part) =>
    part.startsWith('"')
      ? part.replace(variable, (_, path) =>
          JSON.stringify(`${lookUp(path, user) ?? ''}`).slice(1, -1),
        )
      : part.replace(variable, (_, path) => JSON.stringify(lookUp(path, user))),
  )
  const claims = parseJson(json)
  if (typeof claims !== 'object' || claims === null || Array.isArray(claims)) {
    throw new Error('the JWT template is not a JSON object')
  }
  const reserved = Object.keys(claims).filter((name) => reservedClaims.includes(name))
  if (reserved.length > 0) {
    throw new Error(`the JWT template sets reserved claims: ${reserved.join(', ')}`)
  }
  return { ...claims }
}

function lookUp(path: string, user: WorkosUser): unknown {
  const [root, name = '', ...rest] = path.split('.')
  const entry = Object.entries(user).find(([field]) => field === name)
  if (root !== 'user' || !entry || rest.length > 0) {
    throw new Error(`the JWT template has an unknown variable: ${path}`)
  }
  return entry[1]
}
