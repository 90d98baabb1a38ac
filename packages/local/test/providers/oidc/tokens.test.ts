import { decodeJwt, jwtVerify } from 'jose'
import { describe, expect } from 'vitest'
import { stopClock } from './fixture.ts'
import { oidcTargets, targets } from './targets.ts'

describe.each(targets)('a code of $name', ({ target, it }) => {
  it('is exchanged for tokens that a published key has signed', async ({ emulator }) => {
    const { tokens } = await emulator.signedIn()
    const { find } = await emulator.publishedKeys()
    const { payload, protectedHeader } = await jwtVerify(tokens[target.jwt], find)
    expect(protectedHeader).toMatchObject({ alg: 'RS256', kid: expect.any(String) })
    expect(payload).toEqual(target.claims(emulator, payload.iat ?? 0))
    expect(tokens.refresh_token).toMatch(/^[\w-]{32,}$/)
  })

  it('is good for one exchange', async ({ emulator }) => {
    const { code } = await emulator.signUp()
    const results = await Promise.all([emulator.exchange(code), emulator.exchange(code)])
    expect(results.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(await emulator.exchange(code)).toEqual(target.badCode)
  })

  it.for(target.badExchanges)('is refused with %o', async ([changes, answer], { emulator }) => {
    const { code } = await emulator.signUp()
    expect(await emulator.exchange(code, changes)).toEqual(answer)
  })

  it('is refused after ten minutes', async ({ emulator }) => {
    const later = stopClock()
    const { code: early } = await emulator.signUp('ann@example.com')
    const { code: late } = await emulator.signUp('bob@example.com')
    later(599)
    expect((await emulator.exchange(early)).status).toBe(200)
    later(1)
    expect(await emulator.exchange(late)).toEqual(target.badCode)
  })

  it('is refused when its session was revoked', async ({ emulator }) => {
    const { code } = await emulator.signUp()
    await emulator.hook('POST sessions/revoke')
    expect(await emulator.exchange(code)).toEqual(target.badCode)
  })

  it.for(['unknown', 'constructor', '__proto__'])(
    'that was never given is refused: %s',
    async (code, { emulator }) => {
      expect(await emulator.exchange(code)).toEqual(target.badCode)
    },
  )
})

describe.each(targets)('the token endpoint of $name', ({ it }) => {
  it.for([
    [{ grant_type: 'password' }, 'the grant password'],
    [{ grant_type: 'authorization_code', assertion: 'x' }, 'assertion'],
  ] as const)('is a loud 501 for %o', async ([fields, what], { emulator }) => {
    const error_description = expect.stringContaining(`${what} is not emulated`)
    const answer = { status: 501, json: { error: 'not_emulated', error_description } }
    expect(await emulator.token(fields)).toEqual(answer)
    expect((await emulator.hook('GET unknown')).json.requests).toHaveLength(1)
  })
})

describe.each(targets)('a refresh token of $name', ({ target, it }) => {
  it('is exchanged for new tokens of the same user', async ({ emulator }) => {
    const { tokens } = await emulator.signedIn()
    const { status, json } = await emulator.refresh(tokens)
    expect(status).toBe(200)
    expect(decodeJwt(json[target.jwt]).sub).toBe(decodeJwt(tokens[target.jwt]).sub)
    expect(json.access_token).not.toBe(tokens.access_token)
  })

  it('is refused when it was never given', async ({ emulator }) => {
    const answer = await emulator.refresh({ refresh_token: 'unknown' })
    expect(answer).toEqual(target.badRefreshToken)
  })

  it.for(target.ends)(
    'of one user, or of all, can be ended: %s',
    async ([path, answer], { emulator }) => {
      const ann = await emulator.signedIn('ann@example.com')
      const bob = await emulator.signedIn('bob@example.com')
      await emulator.hook(`POST ${path}`, { email: 'Ann@example.com' })
      expect(await emulator.refresh(ann.tokens)).toEqual(answer)
      const next = await emulator.refresh(bob.tokens)
      expect(next.status).toBe(200)
      await emulator.hook(`POST ${path}`)
      expect(await emulator.refresh({ ...bob.tokens, ...next.json })).toEqual(answer)
    },
  )
})

describe.each(targets)('a session with $name', ({ it }) => {
  it.for(['sessions/revoke', 'sessions/expire'])('can be ended: %s', async (path, { emulator }) => {
    const { browser } = await emulator.signedIn()
    const { json } = await emulator.hook(`POST ${path}`)
    expect(json.ended).toHaveLength(1)
    await browser.go(emulator.authorizeUrl())
    expect(browser.page).toContain('<h1>Sign in</h1>')
  })
})

describe.each(oidcTargets)('the tokens of $name', ({ name, target, it }) => {
  const days = name === 'Auth0' ? 30 : 15

  it('include a refresh token for the app that asks for it only', async ({ emulator }) => {
    const { tokens } = await emulator.signedIn(undefined, { scope: 'openid email' })
    expect(tokens.access_token).toEqual(expect.any(String))
    expect(tokens.refresh_token).toBeUndefined()
  })

  it('are taken back when their code is used again', async ({ emulator }) => {
    const { code } = await emulator.signUp()
    const { json } = await emulator.exchange(code)
    await emulator.exchange(code)
    expect(await emulator.refresh(json)).toEqual(target.badRefreshToken)
  })

  it(`can be refreshed for ${days} days`, async ({ emulator }) => {
    const later = stopClock()
    const ann = await emulator.signedIn('ann@example.com')
    const bob = await emulator.signedIn('bob@example.com')
    later(days * 86_400 - 1)
    expect((await emulator.refresh(ann.tokens)).status).toBe(200)
    later(1)
    expect(await emulator.refresh(bob.tokens)).toEqual(target.badRefreshToken)
  })

  it.for([
    [77, 77],
    [0, -1],
  ] as const)('live for as long as the settings say: %i', async (row, { emulator }) => {
    const [idTokenSeconds, lifetime] = row
    stopClock()
    await emulator.hook('POST settings', { idTokenSeconds })
    const { iat, exp } = decodeJwt((await emulator.signedIn()).tokens.id_token)
    expect(Number(exp) - Number(iat)).toBe(lifetime)
  })

  it('can be ended without their session', async ({ emulator }) => {
    const { browser } = await emulator.signedIn()
    await emulator.hook('POST tokens/expire')
    expect((await browser.go(emulator.authorizeUrl())).status).toBe(302)
  })

  it('are not for a cache', async ({ emulator }) => {
    const response = await emulator.send(target.paths.token, { method: 'POST' })
    expect(response.headers.get('cache-control')).toBe('no-store')
  })
})
