import { randomUUID } from 'node:crypto'
import { HTTPException } from 'hono/http-exception'

/**
 * What is refused: Stytch's statuses and sentences (stytch.com/docs/api/errors), where it
 * documents them. What it says without a session argument, to a JWT that is none, and of PKCE
 * beside a mismatch is in our words.
 */
const errors = {
  bad_domain_for_stytch_sdk: [
    400,
    'This website has not been registered as an allowed domain for the Stytch SDK. Please add it here: https://stytch.com/dashboard/sdk-configuration',
  ],
  bad_request: [400, 'The request is not what this endpoint takes.'],
  invalid_code: [400, 'Code format is invalid.'],
  invalid_email: [400, 'Email format is invalid.'],
  invalid_session_duration_minutes: [
    400,
    'session_duration_minutes is invalid, should be between 5 to 527040 minutes.',
  ],
  no_match_for_provided_magic_link_url: [
    400,
    'The magic_link_url in the request did not match any redirect URLs set for this project.',
  ],
  no_session_arguments: [400, 'Please include a session_token or a session_jwt.'],
  no_session_revoke_arguments: [
    400,
    'Please include a session_id, a session_token or a session_jwt.',
  ],
  pkce_did_not_expect_code_verifier: [
    400,
    'This flow was started without a code_challenge but the authentication call includes a code_verifier.',
  ],
  pkce_expected_code_verifier: [
    400,
    'This flow was started using a code_challenge but the authentication call is missing the corresponding code_verifier.',
  ],
  pkce_mismatch: [
    400,
    'The submitted code_verifier does not match the code_challenge sent at the start of the flow.',
  ],
  too_many_session_arguments: [
    400,
    'Please include at most one of session_token and session_jwt, not both.',
  ],
  too_many_session_revoke_arguments: [
    400,
    'Please include at most one of session_id, session_token and session_jwt, not multiple.',
  ],
  unable_to_parse_session_jwt: [400, 'The session_jwt is not a JWT of this project.'],
  unable_to_auth_magic_link: [
    401,
    'The magic link could not be authenticated because it was either already used or expired. Send another magic link to this user.',
  ],
  unable_to_auth_otp_code: [
    401,
    'The passcode could not be authenticated because it was either already used or expired. Send another passcode to this user.',
  ],
  unauthorized_credentials: [401, 'Unauthorized credentials.'],
  user_unauthenticated: [
    401,
    'User must have an active Stytch session to call this method. Have you logged in yet?',
  ],
  magic_link_not_found: [
    404,
    'The magic link could not be authenticated, try sending another magic link to the user.',
  ],
  otp_code_not_found: [
    404,
    'The passcode was incorrect and could not be authenticated, encourage the user to try inputting the passcode again or send another passcode.',
  ],
  project_not_found: [404, 'Project could not be found.'],
  session_not_found: [404, 'Session could not be found.'],
  user_not_found: [404, 'User could not be found.'],
} as const

export type ErrorType = keyof typeof errors

/** A new id of a request, as every answer has one. */
export function createRequestId(): string {
  return `request-id-test-${randomUUID()}`
}

/** What to throw to refuse a request; `message` replaces the usual sentence. */
export function refusal(type: ErrorType, message?: string): HTTPException {
  const [status, sentence] = errors[type]
  const body = {
    status_code: status,
    request_id: createRequestId(),
    error_type: type,
    error_message: message ?? sentence,
    error_url: `https://stytch.com/docs/api/errors/${status}#${type}`,
  }
  return new HTTPException(status, { res: Response.json(body, { status }) })
}
