import { describe, expect } from 'vitest'
import { redirected } from '../client.ts'
import { openBrowser } from './browser.ts'
import { email, password, state } from './emulator.ts'
import { appUrl } from './fixture.ts'
import { oidcTargets, targets } from './targets.ts'

const ann = { email, password }

/** The sentence of a refusal, at the field that it is about, and the address that was kept. */
function refusal(page: string, field: 'email' | 'password') {
  const input = `<input id="${field}"[^>]* aria-invalid="true" aria-describedby="error`
  expect(page).toMatch(new RegExp(input))
  return {
    sentence: /<p role="alert" id="error">([^<]*)</.exec(page)?.[1],
    typed: /<input id="email"[^>]* value="([^"]*)"/.exec(page)?.[1],
  }
}

const linkOn = (page: string) =>
  /<a class="alone" href="([^"]*)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? ''

describe.each(targets)('the sign-in form of $name', ({ target, it }) => {
  it.for([state, undefined])(
    'sends the browser back with a code and the state %s',
    async (sent, { emulator }) => {
      await emulator.hook('POST users', ann)
      const browser = await emulator.visit({ state: sent })
      const back = redirected(await browser.submit({ email: ' ANN@Example.com ', password }))
      expect(back).toMatchObject({ to: target.redirectUri, code: expect.any(String) })
      expect(back.state).toBe(sent)
    },
  )

  it('refuses a wrong password and takes the right one then', async ({ emulator }) => {
    await emulator.hook('POST users', ann)
    const browser = await emulator.visit()
    expect((await browser.submit({ email, password: 'something else' })).status).toBe(401)
    const sentence = 'That is not the password of ann@example.com.'
    expect(refusal(browser.page, 'password')).toEqual({ sentence, typed: email })
    expect((await browser.submit(ann)).status).toBe(302)
  })

  it('refuses an unknown address and takes it along to the sign-up', async ({ emulator }) => {
    const browser = await emulator.visit()
    expect((await browser.submit(ann)).status).toBe(401)
    expect(refusal(browser.page, 'email').sentence).toContain('There is no account for')
    await browser.go(linkOn(browser.page))
    expect(browser.page).toContain('<h1>Create your account</h1>')
    expect(browser.page).toMatch(/name="email"[^>]* value="ann@example.com"/)
    const back = await emulator.typeCode(browser, await browser.submit(ann))
    expect(back.status).toBe(302)
  })

  it.for(['', 'ann'])('refuses “%s” for an address', async (typed, { emulator }) => {
    const browser = await emulator.visit()
    expect((await browser.submit({ email: typed, password })).status).toBe(422)
    expect(refusal(browser.page, 'email').typed).toBe(typed)
  })

  it('escapes what was typed', async ({ emulator }) => {
    const browser = await emulator.visit()
    await browser.submit({ email: '"><script>', password })
    expect(browser.page).not.toContain('<script>')
    expect(browser.page).toContain('value="&quot;&gt;&lt;script&gt;"')
  })

  it('loads nothing, runs nothing, and lets itself end at the app only', async ({ emulator }) => {
    const { headers } = await openBrowser(emulator).go(emulator.authorizeUrl())
    expect(headers.get('content-security-policy')?.replace(/sha256-[^']+/, 'sha256-…')).toBe(
      `default-src 'none'; style-src 'sha256-…'; img-src data:; form-action 'self' ${appUrl}; ` +
        `base-uri 'none'; frame-ancestors 'none'`,
    )
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('referrer-policy')).toBe('same-origin')
  })
})

describe.each(targets)('the sign-up form of $name', ({ target, it, name }) => {
  it('makes an account, whose address is verified if a code was asked for', async ({
    emulator,
  }) => {
    await emulator.signUp('Ann@Example.com')
    const users = [{ email, email_verified: name !== 'Auth0' }]
    expect((await emulator.hook('GET users')).json).toMatchObject({ users })
  })

  it.for([
    [password, 409, 'email', 'ann@example.com has an account already. Sign in instead.'],
    ['1234567', 422, 'password', 'Choose a password of at least 8 characters.'],
  ] as const)('refuses a second account, or the password “%s”', async (row, { emulator }) => {
    const [typed, status, field, sentence] = row
    await emulator.hook('POST users', ann)
    const browser = await emulator.visit(target.signUpHint)
    expect((await browser.submit({ email, password: typed })).status).toBe(status)
    expect(refusal(browser.page, field)).toEqual({ sentence, typed: email })
  })

  it('leads to the sign-in, and both help a password manager', async ({ emulator }) => {
    const browser = await emulator.visit(target.signUpHint)
    expect(browser.page).toMatch(/autocomplete="email".*autocomplete="new-password"/s)
    await browser.go(linkOn(browser.page))
    expect(browser.page).toContain('<h1>Sign in</h1>')
    expect(browser.page).toMatch(/autocomplete="username".*autocomplete="current-password"/s)
  })
})

describe.each(oidcTargets)('the address of a form of $name', ({ it }) => {
  it('works once', async ({ emulator }) => {
    await emulator.hook('POST users', ann)
    const browser = await emulator.visit()
    const [address = ''] = /\/[\w/-]+\?screen=sign-in/.exec(browser.page) ?? []
    await browser.submit(ann)
    expect((await browser.go(address)).status).toBe(400)
    expect(browser.page).toContain('It has expired, or it was used already.')
    expect(browser.page).toContain(`href="${appUrl}"`)
  })

  it('is for the browser alone that asked', async ({ emulator }) => {
    await emulator.hook('POST users', ann)
    const location = (await emulator.authorize()).headers.get('location') ?? ''
    expect((await openBrowser(emulator).go(location)).status).toBe(400)
    const { pathname } = new URL(location, emulator.url)
    const form = { method: 'POST', body: new URLSearchParams(ann) }
    expect((await emulator.send(pathname, form)).status).toBe(400)
  })
})
