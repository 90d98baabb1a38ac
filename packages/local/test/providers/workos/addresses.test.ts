import type { WorkOS } from '@workos-inc/node'
import { describe, expect } from 'vitest'
import { redirected } from '../client.ts'
import { lastMail } from '../mail/start.ts'
import type { Browser } from '../oidc/browser.ts'
import { email, password, type TestEmulator } from '../oidc/emulator.ts'
import { stopClock } from '../oidc/fixture.ts'
import { it, sdk } from './fixture.ts'

const other = 'another password'
const [signUp, google] = [{ screen_hint: 'sign-up' }, { provider: 'GoogleOAuth' }]
const wrongCode = async (emulator: TestEmulator) =>
  (await lastMail(emulator)).code === '000000' ? '000001' : '000000'

const userOf = async ({ userManagement }: WorkOS) => (await userManagement.listUsers({})).data[0]

/** Exchanges the code with which the browser went back to the app. */
async function authenticate(emulator: TestEmulator, back: Response) {
  const { status, json } = await emulator.exchange(redirected(back).code ?? '')
  expect(status).toBe(200)
  return json
}

describe('a sign-up', () => {
  it('goes on once the code from the mailbox is typed in, which verifies', async ({ emulator }) => {
    const browser = await emulator.visit(signUp)
    const shown = await browser.submit({ email, password })
    expect(shown.status).toBe(200)
    expect(browser.page).toContain('<h1>Verify your email</h1>')
    expect(browser.page).toContain('href="/mailbox"')
    expect(await userOf(sdk(emulator))).toMatchObject({ email, emailVerified: false })
    expect((await browser.submit({ code: await wrongCode(emulator) })).status).toBe(422)
    expect(browser.page).toContain('That is not the code.')
    const back = await emulator.typeCode(browser, shown)
    expect(await authenticate(emulator, back)).toMatchObject({
      user: { email, email_verified: true },
      authentication_method: 'Password',
    })
    expect(await userOf(sdk(emulator))).toMatchObject({ email, emailVerified: true })
  })

  it('that was not finished asks for another code at the sign-in, and once', async ({
    emulator,
  }) => {
    const first = await emulator.visit(signUp)
    await first.submit({ email, password })
    const { code: old } = await lastMail(emulator)
    const browser = await emulator.visit()
    const shown = await browser.submit({ email, password })
    expect((await first.submit({ code: `${old}` })).status).toBe(400)
    expect((await emulator.typeCode(browser, shown)).status).toBe(302)
    const again = await emulator.visit()
    expect((await again.submit({ email, password })).status).toBe(302)
  })

  it.for(['used', 'mistyped five times', 'ten minutes old'] as const)(
    'is not let in with a code that is %s',
    async (what, { emulator }) => {
      const later = stopClock()
      const browser = await emulator.visit(signUp)
      await browser.submit({ email, password })
      const code = (await lastMail(emulator)).code ?? ''
      const wrong = await wrongCode(emulator)
      if (what === 'used') await browser.submit({ code })
      for (let time = 0; time < 5 && what.startsWith('mistyped'); time += 1) {
        expect((await browser.submit({ code: wrong })).status).toBe(422)
      }
      if (what === 'ten minutes old') later(600)
      expect((await browser.submit({ code })).status).toBe(400)
      expect(browser.page).toContain('<h1>This code does not work</h1>')
    },
  )

  it('is let in without a code where that is the setting, and not verified', async ({
    emulator,
  }) => {
    await emulator.hook('POST settings', { verifyEmail: false })
    const browser = await emulator.visit(signUp)
    const back = await browser.submit({ email, password })
    expect(await authenticate(emulator, back)).toMatchObject({ user: { email_verified: false } })
    expect((await emulator.hook('GET mail')).json.mails).toEqual([])
  })
})

describe('the SDK', () => {
  it('has a code sent, reads it and verifies the address with it, once', async ({ emulator }) => {
    await emulator.hook('POST users', { email, emailVerified: false })
    const { userManagement } = sdk(emulator)
    const { id: userId = '' } = (await userOf(sdk(emulator))) ?? {}
    await userManagement.sendVerificationEmail({ userId })
    const code = (await lastMail(emulator)).code ?? ''
    const invalid = { status: 400, code: 'email_verification_code_invalid' }
    const wrong = await wrongCode(emulator)
    await expect(userManagement.verifyEmail({ userId, code: wrong })).rejects.toMatchObject(invalid)
    const { user } = await userManagement.verifyEmail({ userId, code })
    expect(user).toMatchObject({ id: userId, emailVerified: true })
    await expect(userManagement.verifyEmail({ userId, code })).rejects.toMatchObject(invalid)
  })

  it('changes a password with the token of a reset, once and within an hour', async ({
    emulator,
  }) => {
    const later = stopClock()
    await emulator.hook('POST users', { email, password })
    const { userManagement } = sdk(emulator)
    const reset = await userManagement.createPasswordReset({ email })
    expect(await userManagement.getPasswordReset(reset.id)).toEqual(reset)
    expect(reset).toMatchObject({ object: 'password_reset', email })
    expect(reset.passwordResetUrl).toContain(reset.passwordResetToken)
    const change = { token: reset.passwordResetToken, newPassword: other }
    expect((await userManagement.resetPassword(change)).user).toMatchObject({ email })
    await expect(userManagement.resetPassword(change)).rejects.toMatchObject({ status: 404 })
    const { passwordResetToken: token } = await userManagement.createPasswordReset({ email })
    later(3600)
    const late = userManagement.resetPassword({ token, newPassword: password })
    await expect(late).rejects.toMatchObject({ status: 404 })
    const browser = await emulator.visit()
    expect((await browser.submit({ email, password })).status).toBe(401)
    expect((await browser.submit({ email, password: other })).status).toBe(302)
    const unknown = userManagement.createPasswordReset({ email: 'eve@example.com' })
    await expect(unknown).rejects.toMatchObject({ status: 404 })
  })
})

describe('a forgotten password', () => {
  /** Asks for a link on the page for it; undefined if none was sent. */
  async function linkTo(who: string, emulator: TestEmulator, browser: Browser) {
    await browser.follow('Forgot password')
    expect((await browser.submit({ email: who })).status).toBe(200)
    expect(browser.page).toContain(`If ${who} has an account`)
    return (await lastMail(emulator, who))?.link?.url
  }

  it('is replaced by the link in the mail, once', async ({ emulator }) => {
    await emulator.hook('POST users', { email, password })
    const browser = await emulator.visit()
    const link = (await linkTo(email, emulator, browser)) ?? ''
    await browser.go(link)
    expect((await browser.submit({ password: 'short' })).status).toBe(422)
    expect((await browser.submit({ password: other })).status).toBe(200)
    expect(browser.page).toContain('<h1>Your password is changed</h1>')
    expect((await browser.go(link)).status).toBe(400)
    await browser.go(emulator.authorizeUrl())
    expect((await browser.submit({ email, password })).status).toBe(401)
    expect((await browser.submit({ email, password: other })).status).toBe(302)
  })

  it('is not told of for an address without an account', async ({ emulator }) => {
    expect(await linkTo('eve@example.com', emulator, await emulator.visit())).toBeUndefined()
  })
})

describe('a sign-in with Google', () => {
  const ann = { email, given_name: 'Ann', family_name: 'Example' }
  const verified = { ...ann, email_verified: 'on' }

  it('leads over the local page, from the app and from AuthKit’s own', async ({ emulator }) => {
    const browser = await emulator.visit()
    await browser.follow('Continue with Google')
    expect(browser.page).toContain('<h1>Local identity provider</h1>')
    expect((await browser.submit({ email: 'ann' })).status).toBe(422)
    const tokens = await authenticate(emulator, await browser.submit(verified))
    expect(tokens).toMatchObject({
      user: { email, email_verified: true, first_name: 'Ann', last_name: 'Example' },
      authentication_method: 'GoogleOAuth',
    })
    const another = await emulator.visit(google)
    expect(another.page).toContain('<h1>Local identity provider</h1>')
    const again = await authenticate(emulator, await another.submit(verified))
    expect(again).toMatchObject({ user: { id: Object(tokens).user.id } })
  })

  it('is the account that has the address, and one of its identities', async ({ emulator }) => {
    await emulator.hook('POST users', { email, password })
    const { userManagement } = sdk(emulator)
    const { id = '' } = (await userOf(sdk(emulator))) ?? {}
    expect(await userManagement.getUserIdentities(id)).toEqual([])
    const browser = await emulator.visit(google)
    const tokens = await authenticate(emulator, await browser.submit(verified))
    expect(tokens).toMatchObject({ user: { id } })
    const identity = { idpId: expect.stringMatching(/^\d{21}$/), type: 'OAuth' }
    expect(await userManagement.getUserIdentities(id)).toEqual([
      { ...identity, provider: 'GoogleOAuth' },
    ])
  })

  it('gets no account whose address Google has not verified, without a code', async ({
    emulator,
  }) => {
    await emulator.hook('POST settings', { verifyEmail: false })
    await emulator.hook('POST users', { email, password })
    const browser = await emulator.visit(google)
    const shown = await browser.submit(ann)
    expect(shown.status).toBe(200)
    expect(browser.page).toContain('<h1>Verify your email</h1>')
    const { userManagement } = sdk(emulator)
    const { id = '' } = (await userOf(sdk(emulator))) ?? {}
    expect(await userManagement.getUserIdentities(id)).toEqual([])
    const back = await emulator.typeCode(browser, shown)
    expect(await authenticate(emulator, back)).toMatchObject({
      authentication_method: 'GoogleOAuth',
    })
    expect(await userManagement.getUserIdentities(id)).toHaveLength(1)
  })
})
