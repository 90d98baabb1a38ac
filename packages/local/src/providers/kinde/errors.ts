import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { answerWith } from '../../emulator/checked.ts'
import type { ErrorBody } from '../../emulator/problems.ts'

/** Kinde's form of an error: that of OAuth, and another one in its APIs. */
export const errorBody: ErrorBody = (c, { code, message }) =>
  /^\/(oauth2\/v2|api|account_api)\//.test(c.req.path)
    ? bodyOf(code.toUpperCase(), message)
    : { error: code, error_description: message }

const bodyOf = (code: string, message: string) => ({ errors: [{ code, message }] })

/** An error of Kinde's APIs, to be thrown. */
export const kindeError = (status: ContentfulStatusCode, code: string, message: string) =>
  answerWith(status, bodyOf(code, message))
