import { type Finding, notChecked, ok, wrong } from './finding'
import { field, type Reply, request } from './request'

/** How a provider gives tokens for a code, and codes to an address of this app. */
export interface OAuthServer {
  /** The provider's name. */
  name: string
  tokenUrl: string
  client: { client_id: string; client_secret: string; redirect_uri?: string }
  authorizeUrl: string
  /** Where the provider sends users back to. */
  redirectUri: string
  /** What to do if the provider can't be reached, doesn't know the client, or not the address. */
  next: Record<'unreachable' | 'credentials' | 'redirectUri', string>
}

/** Asks for tokens with a made-up code, and for a sign-in without a user. */
export async function checkOAuth(server: OAuthServer): Promise<Finding[]> {
  const { name, tokenUrl, client, next } = server
  const code = { grant_type: 'authorization_code', code: 'doctor', code_verifier: 'x'.repeat(43) }
  const reply = await request(tokenUrl, {
    method: 'POST',
    body: new URLSearchParams({ ...client, ...code }),
  })
  if (typeof reply === 'string') return [wrong(name, reply, next.unreachable)]
  const error = field(reply, 'error')
  // The code is refused: the client was not.
  if (error === 'invalid_grant') {
    return [ok(name, 'It knows this app and its secret.'), await checkRedirectUri(server)]
  }
  if (reply.status === 401 || error === 'invalid_client' || error === 'unauthorized_client') {
    return [wrong(name, 'It refuses the client ID or the secret.', next.credentials)]
  }
  const says = `It answers ${reply.status} to a sign-in without a code.`
  return [reply.status < 500 ? wrong(name, says, next.unreachable) : notChecked(name, says)]
}

async function checkRedirectUri(server: OAuthServer): Promise<Finding> {
  const { name, client, authorizeUrl, redirectUri, next } = server
  const query = new URLSearchParams({
    client_id: client.client_id,
    redirect_uri: redirectUri,
    response_type: 'code',
    state: 'doctor-doctor-doctor',
    code_challenge: 'x'.repeat(43),
    code_challenge_method: 'S256',
  })
  const url = new URL(authorizeUrl)
  for (const [parameter, value] of query) url.searchParams.set(parameter, value)
  const reply = await follow(url)
  if (typeof reply === 'string') return wrong(name, reply, next.unreachable)
  if (reply.status < 400) return ok('Callback', `${name} knows ${redirectUri}.`)
  return wrong('Callback', `${name} does not know ${redirectUri}.`, next.redirectUri)
}

/** Asks there, and where it leads to another name of the same server. */
async function follow(url: URL): Promise<Reply | string> {
  const reply = await request(url.href)
  const location = typeof reply === 'string' ? null : reply.headers.get('location')
  const next = location === null ? undefined : new URL(location, url)
  return next?.pathname === url.pathname && next.host !== url.host ? request(next.href) : reply
}
