import { randomUUID } from 'node:crypto'
import { HTTPException } from 'hono/http-exception'
import type { ErrorBody } from '../../emulator/problems.ts'

/**
 * What is refused: Stytch's statuses and sentences (stytch.com/docs/api/errors), where it
 * documents them. What it says without a session argument, to a text that isn't a JWT, and of
 * PKCE beside a mismatch is in our words.
 */
const sentences = {
  400: {
    bad_domain_for_stytch_sdk:
      'This website has not been registered as an allowed domain for the Stytch SDK. Please add it here: https://stytch.com/dashboard/sdk-configuration',
    bad_request: 'The request is not what this endpoint takes.',
    invalid_code: 'Code format is invalid.',
    invalid_email: 'Email format is invalid.',
    invalid_session_duration_minutes:
      'session_duration_minutes is invalid, should be between 5 to 527040 minutes.',
    no_match_for_provided_magic_link_url:
      'The magic_link_url in the request did not match any redirect URLs set for this project.',
    no_match_for_provided_oauth_url:
      'The redirect URL in the request did not match any redirect URLs set for this project.',
    no_session_arguments: 'Please include a session_token or a session_jwt.',
    no_session_revoke_arguments: 'Please include a session_id, a session_token or a session_jwt.',
    pkce_did_not_expect_code_verifier:
      'This flow was started without a code_challenge but the authentication call includes a code_verifier.',
    pkce_expected_code_verifier:
      'This flow was started using a code_challenge but the authentication call is missing the corresponding code_verifier.',
    pkce_mismatch:
      'The submitted code_verifier does not match the code_challenge sent at the start of the flow.',
    too_many_session_arguments:
      'Please include at most one of session_token and session_jwt, not both.',
    too_many_session_revoke_arguments:
      'Please include at most one of session_id, session_token and session_jwt, not multiple.',
    unable_to_parse_session_jwt: 'The session_jwt is not a JWT of this project.',
  },
  401: {
    unable_to_auth_magic_link:
      'The magic link could not be authenticated because it was either already used or expired. Send another magic link to this user.',
    unable_to_auth_oauth_token:
      'The OAuth token could not be authenticated because it was either already used or expired.',
    unable_to_auth_otp_code:
      'The passcode could not be authenticated because it was either already used or expired. Send another passcode to this user.',
    unauthorized_credentials: 'Unauthorized credentials.',
    user_unauthenticated:
      'User must have an active Stytch session to call this method. Have you logged in yet?',
  },
  404: {
    magic_link_not_found:
      'The magic link could not be authenticated, try sending another magic link to the user.',
    oauth_token_not_found:
      'The OAuth token could not be authenticated, try prompting the user to complete the OAuth flow again.',
    otp_code_not_found:
      'The passcode was incorrect and could not be authenticated, encourage the user to try inputting the passcode again or send another passcode.',
    project_not_found: 'Project could not be found.',
    session_not_found: 'Session could not be found.',
    user_not_found: 'User could not be found.',
  },
} as const

type Status = keyof typeof sentences
type ErrorType = { [S in Status]: keyof (typeof sentences)[S] }[Status]

const statusOf = (type: string): Status | undefined =>
  ([400, 401, 404] as const).find((status) => Object.hasOwn(sentences[status], type))

export const isErrorType = (text: string): text is ErrorType => statusOf(text) !== undefined

/** A new id of a request, as every answer has one. */
export const createRequestId = () => `request-id-test-${randomUUID()}`

/** What to throw to refuse a request; `message` replaces the usual sentence. */
export function refusal(type: ErrorType, message?: string): HTTPException {
  const status = statusOf(type) ?? 400
  const known: Readonly<Partial<Record<ErrorType, string>>> = sentences[status]
  const body = bodyOf(status, type, message ?? known[type] ?? type)
  return new HTTPException(status, { res: Response.json(body, { status }) })
}

const bodyOf = (status: number, type: string, message: string) => ({
  status_code: status,
  request_id: createRequestId(),
  error_type: type,
  error_message: message,
  error_url: `https://stytch.com/docs/api/errors/${status}#${type}`,
})

export const errorBody: ErrorBody = (_, { status, code, message }) => bodyOf(status, code, message)
