import { parseJson } from '../../emulator/fields.ts'
import { sampleUser, type WorkosUser } from './user.ts'

/** The template of InsForge's guide to WorkOS. */
export const insforgeTemplate =
  '{"role": "authenticated", "aud": "insforge-api", "user_email": {{ user.email }}}'

/** WorkOS refuses a template that sets one of these; `aud`, `sid` and `role` are free. */
const reservedClaims = ['iss', 'sub', 'exp', 'iat', 'nbf', 'jti']

const stringOrVariable = /"(?:[^"\\]|\\.)*"|\{\{[^}]*\}\}/g
const variable = /\{\{\s*([^}]*?)\s*\}\}/g

/**
 * The claims that a template adds for that user. WorkOS's syntax, as far as `{{ user.field }}`:
 * inside a JSON string it becomes text, outside it becomes a JSON value. Throws what
 * `jwtTemplateError` tells.
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
    throw new Error('the JWT template is no JSON object')
  }
  const reserved = Object.keys(claims).filter((name) => reservedClaims.includes(name))
  if (reserved.length > 0) {
    throw new Error(`the JWT template sets reserved claims: ${reserved.join(', ')}`)
  }
  return { ...claims }
}

/** Why WorkOS, or this emulator, refuses the template; undefined when it can be used. */
export function jwtTemplateError(template: string): string | undefined {
  try {
    renderJwtTemplate(template, sampleUser)
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

function lookUp(path: string, user: WorkosUser): unknown {
  const [root, name = '', ...rest] = path.split('.')
  const entry = Object.entries(user).find(([field]) => field === name)
  if (root !== 'user' || !entry || rest.length > 0) {
    throw new Error(`the JWT template has an unknown variable: ${path}`)
  }
  return entry[1]
}
