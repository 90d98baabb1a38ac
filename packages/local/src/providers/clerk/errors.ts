import { HTTPException } from 'hono/http-exception'
import { randomText } from './ids.ts'

/**
 * A refusal in Clerk's form, to be thrown. Codes, statuses and wording are those of
 * clerk.com/docs/guides/development/errors; `param` is the field that has to change.
 */
export function refusal(
  status: 400 | 401 | 404 | 422,
  code: string,
  message: string,
  longMessage: string = message,
  param?: string,
): HTTPException {
  const error = {
    message,
    long_message: longMessage,
    code,
    ...(param && { meta: { param_name: param } }),
  }
  const body = { errors: [error], clerk_trace_id: randomText(32).toLowerCase() }
  return new HTTPException(status, { res: Response.json(body, { status }) })
}

/** Nothing of that kind has that id, for whoever asks. */
export function notFound(what: string, id: string): HTTPException {
  const longMessage = `No ${what.toLowerCase()} was found with id ${id}`
  return refusal(404, 'resource_not_found', `${what} not found`, longMessage)
}

/** The request names no dev browser that is known. */
export function browserUnauthenticated(): HTTPException {
  return refusal(
    401,
    'dev_browser_unauthenticated',
    'Browser unauthenticated',
    'Unable to authenticate this browser for your development instance.',
  )
}

/** Nobody is signed in in this browser. */
export function signedOut(): HTTPException {
  return refusal(401, 'signed_out', 'Signed out', 'You are signed out')
}

/** In single-session mode, a second sign-in beside the first. */
export function sessionExists(): HTTPException {
  return refusal(400, 'session_exists', 'Session already exists', "You're already signed in.")
}

/** The address belongs to somebody. */
export function identifierExists(): HTTPException {
  const message = 'That email address is taken. Please try another.'
  return refusal(422, 'form_identifier_exists', message, message, 'email_address')
}

/** A field that has to be there is not. */
export function missing(param: string): HTTPException {
  return refusal(422, 'form_param_missing', 'is missing', `${param} must be included.`, param)
}

/** A field has none of the values that it may have. */
export function invalidValue(param: string, value: string): HTTPException {
  return refusal(
    422,
    'form_param_value_invalid',
    'is invalid',
    `${value} does not match one of the allowed values for parameter ${param}`,
    param,
  )
}
