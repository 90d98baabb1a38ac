import { decodeJwt } from 'jose'
import { describe, expect } from 'vitest'
import { redirected } from '../client.ts'
import { lastMail } from '../mail/start.ts'
import { email, password, type TestEmulator } from './emulator.ts'
import { stopClock } from './fixture.ts'
import { targets } from './targets.ts'

const ann = { email, password }
const other = 'another password'
const identity = { email, given_name: 'Ann', family_name: 'Example' }
const verified = { ...identity, email_verified: 'on' }

const wrongCode = async (emulator: TestEmulator) =>
  (await lastMail(emulator)).code === '000000' ? '000001' : '000000'

const users = async (emulator: TestEmulator) => (await emulator.hook('GET users')).json.users

/** A browser that is back from Google's page, which said that. */
async function fromGoogle(emulator: TestEmulator, said: Readonly<Record<string, string>>) {
  const browser = await emulator.visit()
  await browser.follow('Continue with Google')
  expect(browser.page).toContain('<h1>Local identity provider</h1>')
  return { browser, back: await browser.submit(said) }
}

/** Whose the tokens are that the app gets for its code. */
async function subjectOf(emulator: TestEmulator, back: Response) {
  const { status, json } = await emulator.exchange(redirected(back).code ?? '')
  expect(status).toBe(200)
  return decodeJwt(json[emulator.target.jwt]).sub
}

const askingForCodes = targets.filter(({ name }) => name !== 'Auth0')

describe.each(askingForCodes)('a sign-up at $name', ({ target, it }) => {
  it('goes on once the code from the mailbox is typed in, which verifies', async ({ emulator }) => {
    const browser = await emulator.visit(target.signUpHint)
    const shown = await browser.submit(ann)
    expect(shown.status).toBe(200)
    expect(browser.page).toContain('<h1>Verify your email</h1>')
    expect(browser.page).toContain('href="/mailbox"')
    expect(await users(emulator)).toMatchObject([{ email, email_verified: false }])
    expect((await browser.submit({ code: await wrongCode(emulator) })).status).toBe(422)
    expect(browser.page).toContain('That is not the code.')
    expect((await emulator.typeCode(browser, shown)).status).toBe(302)
    expect(await users(emulator)).toMatchObject([{ email, email_verified: true }])
  })

  it('that was not finished asks for another code at the sign-in, and once', async ({
    emulator,
  }) => {
    const first = await emulator.visit(target.signUpHint)
    await first.submit(ann)
    const { code: old } = await lastMail(emulator)
    const browser = await emulator.visit()
    const shown = await browser.submit(ann)
    expect((await first.submit({ code: `${old}` })).status).toBe(400)
    expect((await emulator.typeCode(browser, shown)).status).toBe(302)
    const again = await emulator.visit()
    expect((await again.submit(ann)).status).toBe(302)
  })

  it.for(['used', 'mistyped five times', 'ten minutes old'] as const)(
    'is not let in with a code that is %s',
    async (what, { emulator }) => {
      const later = stopClock()
      const browser = await emulator.visit(target.signUpHint)
      await browser.submit(ann)
      const code = (await lastMail(emulator)).code ?? ''
      const wrong = await wrongCode(emulator)
      if (what === 'used') {
        const another = await emulator.visit()
        await another.submit(ann)
        await another.submit({ code: (await lastMail(emulator)).code ?? '' })
      }
      for (let time = 0; time < 5 && what.startsWith('mistyped'); time += 1) {
        expect((await browser.submit({ code: wrong })).status).toBe(422)
      }
      if (what === 'ten minutes old') later(600)
      expect((await browser.submit({ code })).status).toBe(400)
      expect(browser.page).toContain('<h1>This code does not work</h1>')
    },
  )
})

describe.each(targets)('a forgotten password at $name', ({ it }) => {
  /** Asks on the page for it for a link. */
  async function askForLink(who: string, emulator: TestEmulator) {
    const browser = await emulator.visit()
    await browser.follow('Forgot password')
    expect((await browser.submit({ email: who })).status).toBe(200)
    expect(browser.page).toContain(`If ${who} has an account`)
    return { browser, link: (await lastMail(emulator, who))?.link?.url }
  }

  it('is replaced by the link in the mail, once', async ({ emulator }) => {
    await emulator.hook('POST users', ann)
    const { browser, link = '' } = await askForLink(email, emulator)
    await browser.go(link)
    expect((await browser.submit({ password: 'short' })).status).toBe(422)
    expect((await browser.submit({ password: other })).status).toBe(200)
    expect(browser.page).toContain('<h1>Your password is changed</h1>')
    expect((await browser.go(link)).status).toBe(400)
    await browser.go(emulator.authorizeUrl())
    expect((await browser.submit(ann)).status).toBe(401)
    expect((await browser.submit({ email, password: other })).status).toBe(302)
  })

  it('stays when the link is an hour old, also on the page that was open', async ({ emulator }) => {
    const later = stopClock()
    await emulator.hook('POST users', ann)
    const { browser, link = '' } = await askForLink(email, emulator)
    await browser.go(link)
    later(3600)
    expect((await browser.submit({ password: other })).status).toBe(400)
    expect((await browser.go(link)).status).toBe(400)
    expect((await (await emulator.visit()).submit(ann)).status).toBe(302)
  })

  it('is not told of for an address without an account', async ({ emulator }) => {
    expect((await askForLink('eve@example.com', emulator)).link).toBeUndefined()
  })
})

describe.each(targets)('a sign-in with Google at $name', ({ it, name }) => {
  it('is the same user each time, by the name that Google knows', async ({ emulator }) => {
    const first = await fromGoogle(emulator, { email: 'ann' })
    expect(first.back.status).toBe(422)
    const sub = await subjectOf(emulator, await first.browser.submit(verified))
    expect(await users(emulator)).toMatchObject([
      { email, email_verified: true, name: 'Ann Example' },
    ])
    const { back } = await fromGoogle(emulator, verified)
    expect(await subjectOf(emulator, back)).toBe(sub)
  })

  it('is the user with the address, or at Auth0 another one', async ({ emulator }) => {
    const { browser } = await emulator.signUp()
    const own = await subjectOf(emulator, await browser.go(emulator.authorizeUrl()))
    const { back } = await fromGoogle(emulator, verified)
    const sub = await subjectOf(emulator, back)
    if (name === 'Auth0') expect(sub).toMatch(/^google-oauth2\|\d{21}$/)
    else expect(sub).toBe(own)
    const again = await emulator.visit()
    expect((await again.submit(ann)).status).toBe(302)
  })

  it('gets no other user’s account for an address that is not verified', async ({ emulator }) => {
    await emulator.hook('POST users', ann)
    const { browser, back } = await fromGoogle(emulator, identity)
    if (name === 'Auth0') {
      expect(await subjectOf(emulator, back)).toMatch(/^google-oauth2\|/)
      expect((await users(emulator)).at(-1)).toMatchObject({ email, email_verified: false })
      return
    }
    expect(back.status).toBe(200)
    expect(browser.page).toContain('<h1>Verify your email</h1>')
    expect((await emulator.typeCode(browser, back)).status).toBe(302)
  })

  it('leaves no password that someone else may have chosen', async ({ emulator }) => {
    const stranger = await emulator.visit(emulator.target.signUpHint)
    await stranger.submit(ann)
    await fromGoogle(emulator, verified)
    const { status } = await (await emulator.visit()).submit(ann)
    expect(status).toBe(name === 'Auth0' ? 302 : 401)
  })
})
