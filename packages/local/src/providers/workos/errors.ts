import type { ErrorBody } from '../../emulator/problems.ts'

/** Where WorkOS answers errors in the form of OAuth. */
const oauthPaths = /^\/(user_management\/auth(enticate|orize)|sso\/token|oauth2)(\/|$)/

/** WorkOS's form of an error at that path. */
export const errorBody: ErrorBody = (c, { code, message }) =>
  oauthPaths.test(c.req.path) ? { error: code, error_description: message } : { code, message }
