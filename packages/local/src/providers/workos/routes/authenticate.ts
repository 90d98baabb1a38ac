import { type Context, Hono } from 'hono'
import type { EmulatorEnv } from '../../../emulator/app.ts'
import { type Fields, readFields } from '../../../emulator/fields.ts'
import { NotEmulated } from '../../../emulator/problems.ts'
import { words } from '../../../emulator/words.ts'
import { accountOf } from '../sessions.ts'
import type { Authkit } from '../state.ts'
import { firstTokens, nextTokens, type Tokens, takeCode } from '../tokens.ts'
import { workosUser } from '../user.ts'

const path = '/user_management/authenticate'

/** The fields that are emulated, and those that only describe the caller. */
const bodyFields: ReadonlySet<string> = new Set(
  words(`grant_type client_id client_secret code code_verifier refresh_token ip_address user_agent
    device_id signals_id`),
)

/**
 * Where the app's server exchanges codes and refresh tokens. Every refusal is a 400 with
 * `error` and `error_description`, as in WorkOS's OpenAPI description.
 */
export function authenticateRoutes(authkit: Authkit): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>()

  app.post(path, async (c) => {
    const body = await readFields(c.req)
    if (!body) return refuse(c, 'invalid_request', 'The body is not readable.')
    const foreign = Object.keys(body).filter((name) => !bodyFields.has(name))
    if (foreign.length > 0) throw new NotEmulated(`${path} with ${foreign.join(', ')}`)
    if (body.client_id !== authkit.clientId) {
      return refuse(c, 'invalid_client', 'Invalid client ID.')
    }
    if ((body.client_secret ?? authkit.apiKey) !== authkit.apiKey) return refuseSecret(c)
    switch (body.grant_type) {
      case 'authorization_code':
        return withCode(authkit, c, body)
      case 'refresh_token':
        return withRefreshToken(authkit, c, body)
      case undefined:
        return refuse(c, 'invalid_request', 'grant_type is required.')
      default:
        throw new NotEmulated(`the grant ${body.grant_type}`)
    }
  })

  return app
}

async function withCode(authkit: Authkit, c: Context, body: Fields): Promise<Response> {
  const { code, code_verifier: verifier, client_secret: secret } = body
  if (!code) return refuse(c, 'invalid_request', 'code is required.')
  // A public client has no secret: it proves by the verifier that the code is its own.
  if (!secret && !verifier) return refuseSecret(c)
  const session = takeCode(authkit, code, verifier)
  if (session === 'no verifier') return refuse(c, 'invalid_request', 'code_verifier is required.')
  if (session === 'no challenge') {
    const message = 'The code was given without a code_challenge.'
    return c.json({ code: 'code_challenge_not_found', message }, 400)
  }
  return session
    ? answer(authkit, c, await firstTokens(authkit, session))
    : refuse(c, 'invalid_grant', `The code '${code}' has expired or is invalid.`)
}

async function withRefreshToken(authkit: Authkit, c: Context, body: Fields): Promise<Response> {
  if (!body.refresh_token) return refuse(c, 'invalid_request', 'refresh_token is required.')
  const tokens = await nextTokens(authkit, body.refresh_token)
  return typeof tokens === 'string'
    ? refuse(c, 'invalid_grant', tokens)
    : answer(authkit, c, tokens)
}

function answer(authkit: Authkit, c: Context, tokens: Tokens): Response {
  return c.json({
    user: workosUser(accountOf(authkit, tokens.session)),
    access_token: tokens.accessToken,
    refresh_token: tokens.refreshToken,
    authentication_method: tokens.session.method,
  })
}

const refuseSecret = (c: Context) => refuse(c, 'invalid_client', 'Invalid client secret.')

function refuse(c: Context, error: string, description: string): Response {
  return c.json({ error, error_description: description }, 400)
}
