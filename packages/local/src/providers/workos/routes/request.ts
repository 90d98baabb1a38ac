import type { Context } from 'hono'
import type { EmulatorEnv } from '../../../emulator/app.ts'
import type { RedirectError } from '../../../emulator/faults.ts'
import type { Fields } from '../../../emulator/fields.ts'
import { errorMessage } from '../../../emulator/pages/page.ts'
import { NotEmulated } from '../../../emulator/problems.ts'
import { words } from '../../../emulator/words.ts'
import { authorizePath } from '../pages/sign-in.ts'
import type { Authkit } from '../state.ts'

/** The parameters that are emulated. */
export const authorizeParameters: readonly string[] =
  words(`client_id redirect_uri response_type provider state code_challenge code_challenge_method
    screen_hint login_hint prompt max_age`)

/** Those that WorkOS has beside AuthKit and Google, by its OpenAPI description. */
const otherProviders: ReadonlySet<string | undefined> = new Set(
  words(`AppleOAuth BitbucketOAuth GitHubOAuth GitLabOAuth IntuitOAuth LinkedInOAuth
    MicrosoftOAuth SalesforceOAuth SlackOAuth VercelMarketplaceOAuth VercelOAuth XeroOAuth`),
)

/**
 * Refuses parameters as WorkOS documents it: errors go back to the redirect URI
 * (workos.com/docs/reference/authkit/authentication/get-authorization-url), unless the client or
 * that very URI is not known. Undefined for a good request.
 */
export async function refuse(
  authkit: Authkit,
  c: Context<EmulatorEnv>,
  fields: Fields,
): Promise<Response | undefined> {
  const { client_id: clientId = '', redirect_uri: redirectUri = '' } = fields
  const refuseOnPage = (sentence: string) =>
    authkit.sendPage(c, {
      title: 'This sign-in link does not work',
      content: errorMessage(sentence, authkit.appUrl),
      status: 400,
    })
  if (clientId !== authkit.clientId) {
    return refuseOnPage(`There is no application with the client ID “${clientId}”.`)
  }
  if (!authkit.redirectUris.includes(redirectUri)) {
    return refuseOnPage(`“${redirectUri}” is not a redirect URI of this application.`)
  }
  const { provider, prompt = 'login' } = fields
  if (otherProviders.has(provider)) {
    throw new NotEmulated(`${authorizePath} with the provider ${provider}`)
  }
  if (prompt !== 'login') throw new NotEmulated(`${authorizePath} with the prompt ${prompt}`)
  const error = errorOf(fields) ?? c.get('redirectError')
  return error && c.redirect(returnAddress(fields, error))
}

/** PKCE is left to the app; where it is used, the method is S256. */
function errorOf(fields: Fields): RedirectError | undefined {
  const { response_type: type, provider = '' } = fields
  const { code_challenge: challenge, code_challenge_method: method } = fields
  if (type !== 'code') {
    const error_description = 'response_type must be "code".'
    return { error: 'unsupported_response_type', error_description }
  }
  if (!['authkit', 'GoogleOAuth'].includes(provider)) {
    const error_description = 'provider must be "authkit".'
    return { error: 'invalid_connection_selector', error_description }
  }
  const isPkce = challenge !== undefined || method !== undefined
  if (isPkce && (!/^[\w-]{43}$/.test(challenge ?? '') || method !== 'S256')) {
    const error_description = 'A code_challenge has the method S256.'
    return { error: 'invalid_request', error_description }
  }
  return undefined
}

/** Where the browser goes back to, with a code or an error. */
export function returnAddress(
  { redirect_uri = '', state }: Fields,
  result: Readonly<Record<string, string | undefined>>,
): string {
  const url = new URL(redirect_uri)
  for (const [name, value] of Object.entries({ ...result, state })) {
    if (value !== undefined) url.searchParams.set(name, value)
  }
  return url.href
}
