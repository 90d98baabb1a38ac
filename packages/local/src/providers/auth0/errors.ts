import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { answerWith } from '../../emulator/checked.ts'
import type { ErrorBody } from '../../emulator/problems.ts'

/** Auth0's form of an error: that of OAuth, and another one in two of its APIs. */
export const errorBody: ErrorBody = (c, { status, code, message }) => {
  if (c.req.path.startsWith('/api/v2/')) return bodyOf(status, message, code)
  if (c.req.path.startsWith('/dbconnections/')) {
    return { name: 'Error', code, description: message, statusCode: status }
  }
  return { error: code, error_description: message }
}

const reasons: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  501: 'Not Implemented',
}

const bodyOf = (statusCode: number, message: string, errorCode?: string) => ({
  statusCode,
  error: reasons[statusCode] ?? 'Internal Server Error',
  message,
  ...(errorCode && { errorCode }),
})

/** An error of the Management API, to be thrown. */
export const managementError = (
  status: ContentfulStatusCode,
  message: string,
  errorCode?: string,
) => answerWith(status, bodyOf(status, message, errorCode))
