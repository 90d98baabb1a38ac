import type { z } from 'zod'
import { answerWith } from '../../emulator/checked.ts'
import type { ErrorBody } from '../../emulator/problems.ts'

/** Where WorkOS answers errors in the form of OAuth. */
const oauthPaths = /^\/(user_management\/auth(enticate|orize)|sso\/token|oauth2)(\/|$)/

/** WorkOS's form of an error at that path. */
export const errorBody: ErrorBody = (c, { code, message }) =>
  oauthPaths.test(c.req.path) ? { error: code, error_description: message } : { code, message }

export const notFound = (what: string, id: string) =>
  answerWith(404, {
    message: `${what} not found: '${id}'.`,
    code: 'entity_not_found',
    entity_id: id,
  })

/** In our words: WorkOS does not document how it refuses a code. */
export const badCode = () =>
  answerWith(400, {
    code: 'email_verification_code_invalid',
    message: 'The code is incorrect, has expired, or was used already.',
  })

export const emailNotAvailable = () =>
  answerWith(400, { code: 'email_not_available', message: 'This email is not available.' })

export const invalidParameters = ({ issues }: z.ZodError) =>
  answerWith(422, {
    code: 'invalid_request_parameters',
    message: 'Validation failed.',
    errors: issues,
  })
