import { HTTPException } from 'hono/http-exception'
import type { ErrorBody } from '../../emulator/problems.ts'
import { randomText } from './ids.ts'

type Sentences = readonly [message: string, longMessage?: string]

/** Statuses and wording of clerk.com/docs/guides/development/errors; `{}` is what it is about. */
const errors = {
  400: {
    client_state_invalid: [
      'Invalid action',
      'We were unable to complete a factor verification for this Client. Supply an identifier first.',
    ],
    invalid_handshake: [
      'invalid handshake',
      'The handshake request is invalid: “{}” is not an address of this application',
    ],
    request_body_invalid: ['Request body invalid'],
    session_exists: ['Session already exists', "You're already signed in."],
    verification_already_verified: [
      'already verified',
      'This verification has already been verified.',
    ],
    verification_expired: ['expired', 'This verification has expired. You must create a new one.'],
    verification_failed: [
      'failed',
      'Too many failed attempts. You have to try again with the same or another method.',
    ],
    verification_missing: [
      'is missing',
      'This strategy requires verification preparation before attempting to validate it.',
    ],
  },
  401: {
    authorization_header_format_invalid: [
      'Invalid Authorization header format',
      "Invalid Authorization header format. Must be 'Bearer <YOUR_API_KEY>'",
    ],
    clerk_key_invalid: [
      'The provided Clerk Secret Key is invalid. Make sure that your Clerk Secret Key is correct.',
    ],
    dev_browser_unauthenticated: [
      'Browser unauthenticated',
      'Unable to authenticate this browser for your development instance.',
    ],
    signed_out: ['Signed out', 'You are signed out'],
  },
  404: {
    resource_not_found: ['Resource not found'],
  },
  422: {
    form_code_incorrect: ['is incorrect', 'Incorrect code'],
    form_identifier_exists: ['That email address is taken. Please try another.'],
    form_identifier_not_found: ["Couldn't find your account."],
    form_param_format_invalid: ['is invalid', '{} must be a valid email address.'],
    form_param_missing: ['is missing', '{} must be included.'],
    form_password_incorrect: ['Password is incorrect. Try again, or use another method.'],
    form_password_length_too_long: ['Passwords must be 72 characters or less.'],
    form_password_length_too_short: ['Passwords must be 8 characters or more.'],
  },
} as const satisfies Record<number, Record<string, Sentences>>

type Status = keyof typeof errors
type ErrorCode = { [S in Status]: keyof (typeof errors)[S] }[Status]

/** A refusal in Clerk's form, to be thrown; of a form, it names the field that has to change. */
export function refusal(code: ErrorCode, subject = '', sentences?: [string, string]) {
  const status = ([400, 401, 404, 422] as const).find((each) => code in errors[each]) ?? 400
  const own: Readonly<Partial<Record<ErrorCode, Sentences>>> = errors[status]
  const [message, longMessage = message] = sentences ?? own[code] ?? [code]
  const body = bodyOf({
    message,
    long_message: longMessage.replace('{}', () => subject),
    code,
    ...(code.startsWith('form_') && { meta: { param_name: subject } }),
  })
  return new HTTPException(status, { res: Response.json(body, { status }) })
}

const bodyOf = (error: object) => ({
  errors: [error],
  clerk_trace_id: randomText(32).toLowerCase(),
})

export const errorBody: ErrorBody = (_, { code, message }) =>
  bodyOf({ message, long_message: message, code })

/** A thing of that kind and id does not exist, for the browser or server that asks. */
export const notFound = (what: string, id: string) =>
  refusal('resource_not_found', id, [
    `${what} not found`,
    `No ${what.toLowerCase()} was found with id {}`,
  ])
