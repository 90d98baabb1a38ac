import { createHash } from 'node:crypto'
import { Client } from 'stytch'
import { describe, expect, onTestFinished, vi } from 'vitest'
import { redirected } from '../client.ts'
import { hook, send } from '../mail/start.ts'
import { openBrowser } from '../oidc/browser.ts'
import { it, redirectUrl, sdk, short, signedIn, type TestEmulator } from './fixture.ts'

const email = 'ann@example.com'
const identity = { email, given_name: 'Ann', family_name: 'Example' }
const verified = { ...identity, email_verified: 'on' }
const verifier = 'v'.repeat(43)
const code_challenge = createHash('sha256').update(verifier).digest('base64url')

const startOf = ({ publicToken }: TestEmulator, changes: Readonly<Record<string, string>> = {}) =>
  `/v1/public/oauth/google/start?${new URLSearchParams({
    public_token: publicToken,
    login_redirect_url: redirectUrl,
    signup_redirect_url: redirectUrl,
    ...changes,
  })}`

/** Goes to Google, as the SDK leads there, says who it is, and comes back; what it comes back with. */
async function goOver(emulator: TestEmulator, changes = {}, said = verified) {
  const browser = openBrowser(emulator)
  await browser.go(startOf(emulator, changes))
  expect(browser.page).toContain('<h1>Local identity provider</h1>')
  const { to, token = '', ...rest } = redirected(await browser.submit(said))
  expect({ to, rest }).toEqual({ to: redirectUrl, rest: { stytch_token_type: 'oauth' } })
  return token
}

const authenticate = (emulator: TestEmulator, token: string, changes = {}) =>
  sdk(emulator, 'POST oauth/authenticate', { token, session_duration_minutes: 60, ...changes })

describe('a sign-in with Google', () => {
  it('makes a user, and signs in once', async ({ emulator }) => {
    const token = await goOver(emulator)
    const { json } = await authenticate(emulator, token)
    const { user, session, provider_subject } = json.data
    expect(user).toMatchObject({
      name: { first_name: 'Ann', last_name: 'Example' },
      emails: [{ email, verified: true }],
      providers: [{ provider_type: 'Google', provider_subject }],
    })
    expect(session.authentication_factors).toMatchObject([
      { type: 'oauth', delivery_method: 'oauth_google', google_oauth_factor: { provider_subject } },
    ])
    const again = await authenticate(emulator, token)
    expect(short(again)).toBe('401 unable_to_auth_oauth_token')
  })

  it('is the user whom a magic link made, for a server as well', async ({ emulator }) => {
    vi.spyOn(console, 'warn').mockImplementation(() => undefined)
    onTestFinished(() => {
      vi.restoreAllMocks()
    })
    const { user_id } = await signedIn(emulator)
    const { projectId: project_id, secret, url } = emulator
    const client = new Client({ project_id, secret, env: `${url}/` })
    const token = await goOver(emulator)
    const session_duration_minutes = 60
    const answer = await client.oauth.authenticate({ token, session_duration_minutes })
    expect(answer).toMatchObject({ user_id, provider_type: 'Google' })
    const stranger = new Client({ project_id, secret: 'other', env: `${url}/` })
    await expect(stranger.oauth.authenticate({ token })).rejects.toMatchObject({
      error_type: 'unauthorized_credentials',
    })
  })

  it('is good only in the browser that began it, where it kept a verifier', async ({
    emulator,
  }) => {
    await hook(emulator, 'POST settings', { requirePkce: true })
    expect((await send(emulator, startOf(emulator))).status).toBe(400)
    const token = await goOver(emulator, { code_challenge })
    const other = { code_verifier: 'w'.repeat(43) }
    expect(short(await authenticate(emulator, token, other))).toBe('400 pkce_mismatch')
    const own = await authenticate(emulator, token, { code_verifier: verifier })
    expect(own.status).toBe(200)
  })

  it('is no magic link, and a magic link is none', async ({ emulator }) => {
    const token = await goOver(emulator)
    const body = { token, session_duration_minutes: 60 }
    const answer = await sdk(emulator, 'POST magic_links/authenticate', body)
    expect(short(answer)).toBe('404 magic_link_not_found')
    expect(short(await authenticate(emulator, 'unknown'))).toBe('404 oauth_token_not_found')
  })

  it('gets no user for an address that Google has not verified', async ({ emulator }) => {
    await signedIn(emulator)
    const browser = openBrowser(emulator)
    await browser.go(startOf(emulator))
    expect((await browser.submit(identity)).status).toBe(501)
  })

  it.for([
    { public_token: 'other' },
    { login_redirect_url: 'https://evil.example/authenticate' },
    { signup_redirect_url: 'http://localhost:3000/elsewhere' },
  ])('is refused with %o, also where the page is sent', async (changes, { emulator }) => {
    const start = startOf(emulator, changes)
    const [, query] = start.split('?')
    for (const path of [start, `/identity?${query}`]) {
      expect([400, 401]).toContain((await send(emulator, path)).status)
    }
    const body = new URLSearchParams([...new URLSearchParams(query), ...Object.entries(verified)])
    const posted = await send(emulator, '/identity', { method: 'POST', body })
    expect([400, 401]).toContain(posted.status)
  })
})
