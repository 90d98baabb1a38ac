import type { RedirectError } from '../../emulator/faults.ts'
import type { Fields } from '../../emulator/fields.ts'
import type { Authkit } from './authkit.ts'

/** Where the browser goes back to, with a code or an error. */
export interface ReturnAddress {
  readonly redirectUri: string
  readonly state: string | undefined
}

/** What an app asks for when it sends a browser to be signed in. */
export interface AuthorizeRequest extends ReturnAddress {
  readonly codeChallenge: string
  readonly screen: 'sign-in' | 'sign-up'
  readonly loginHint: string
  readonly mustSignIn: boolean
  /** Seconds since the sign-in; undefined for any age. */
  readonly maxAge: number | undefined
}

/** Why not: for a page of ours when the app that asks is not known, else for the app to hear. */
export type Refusal =
  | { readonly page: string }
  | (ReturnAddress & { readonly refusal: RedirectError })

/** The parameters that are imitated. */
export const authorizeParameters: ReadonlySet<string> = new Set([
  'client_id',
  'redirect_uri',
  'response_type',
  'provider',
  'state',
  'code_challenge',
  'code_challenge_method',
  'screen_hint',
  'login_hint',
  'prompt',
  'max_age',
])

/**
 * Checks the parameters as WorkOS documents them: errors go back to the redirect URI
 * (workos.com/docs/reference/authkit/authentication/get-authorization-url), unless the client or
 * that very URI is not known. PKCE, which WorkOS leaves to the app, is required: AuthKit's SDKs
 * always send it.
 */
export function checkAuthorize(authkit: Authkit, fields: Fields): AuthorizeRequest | Refusal {
  const { redirect_uri: redirectUri = '', state, code_challenge: codeChallenge = '' } = fields
  if (fields.client_id !== authkit.clientId) {
    return { page: `There is no application with the client ID “${fields.client_id ?? ''}”.` }
  }
  if (!authkit.redirectUris.includes(redirectUri)) {
    return { page: `“${redirectUri}” is not a redirect URI of this application.` }
  }
  const refuse = (error: string, error_description: string): Refusal => ({
    redirectUri,
    state,
    refusal: { error, error_description },
  })
  if (fields.response_type !== 'code') {
    return refuse('unsupported_response_type', 'response_type must be "code".')
  }
  if (fields.provider !== 'authkit') {
    return refuse('invalid_connection_selector', 'provider must be "authkit".')
  }
  if (!/^[\w-]{43}$/.test(codeChallenge) || fields.code_challenge_method !== 'S256') {
    return refuse('invalid_request', 'A code_challenge with the method S256 is required.')
  }
  return {
    redirectUri,
    state,
    codeChallenge,
    screen: fields.screen_hint === 'sign-up' ? 'sign-up' : 'sign-in',
    loginHint: fields.login_hint ?? '',
    mustSignIn: fields.prompt === 'login',
    maxAge: fields.max_age === undefined ? undefined : Number(fields.max_age),
  }
}
