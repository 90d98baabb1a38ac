import type { WorkOS } from '@workos-inc/node'
import { expect } from 'vitest'
import { redirected } from '../client.ts'
import { lastMail } from '../mail/start.ts'
import { email, password, type TestEmulator } from '../oidc/emulator.ts'
import { stopClock } from '../oidc/fixture.ts'
import { it } from './fixture.ts'
import { sdk } from './sdk.ts'

const other = 'another password'
const google = { provider: 'GoogleOAuth' }
const identity = { email, given_name: 'Ann', family_name: 'Example' }

const userOf = async ({ userManagement }: WorkOS) => (await userManagement.listUsers({})).data[0]

/** Exchanges the code with which the browser went back to the app. */
async function authenticate(emulator: TestEmulator, back: Response) {
  const { status, json } = await emulator.exchange(redirected(back).code ?? '')
  expect(status).toBe(200)
  return json
}

it('a sign-up is let in without a code where that is the setting, and not verified', async ({
  emulator,
}) => {
  await emulator.hook('POST settings', { verifyEmail: false })
  const browser = await emulator.visit({ screen_hint: 'sign-up' })
  const back = await browser.submit({ email, password })
  expect(await authenticate(emulator, back)).toMatchObject({
    user: { email_verified: false },
    authentication_method: 'Password',
  })
  expect((await emulator.hook('GET mail')).json.mails).toEqual([])
})

it('the SDK has a code sent, reads it and verifies the address with it, once', async ({
  emulator,
}) => {
  await emulator.hook('POST users', { email, emailVerified: false })
  const { userManagement } = sdk(emulator)
  const { id: userId = '' } = (await userOf(sdk(emulator))) ?? {}
  await userManagement.sendVerificationEmail({ userId })
  const code = (await lastMail(emulator)).code ?? ''
  const invalid = { status: 400, code: 'email_verification_code_invalid' }
  const wrong = code === '000000' ? '000001' : '000000'
  await expect(userManagement.verifyEmail({ userId, code: wrong })).rejects.toMatchObject(invalid)
  const { user } = await userManagement.verifyEmail({ userId, code })
  expect(user).toMatchObject({ id: userId, emailVerified: true })
  await expect(userManagement.verifyEmail({ userId, code })).rejects.toMatchObject(invalid)
})

it('the SDK changes a password with the token of a reset, once and within an hour', async ({
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

it('the app itself can ask for Google, and the server sees the identity', async ({ emulator }) => {
  await emulator.hook('POST users', { email, password })
  const { userManagement } = sdk(emulator)
  const { id = '' } = (await userOf(sdk(emulator))) ?? {}
  expect(await userManagement.getUserIdentities(id)).toEqual([])
  const browser = await emulator.visit(google)
  const tokens = await authenticate(
    emulator,
    await browser.submit({ ...identity, email_verified: 'on' }),
  )
  expect(tokens).toMatchObject({ user: { id }, authentication_method: 'GoogleOAuth' })
  expect(await userManagement.getUserIdentities(id)).toEqual([
    { idpId: expect.stringMatching(/^\d{21}$/), type: 'OAuth', provider: 'GoogleOAuth' },
  ])
})

it('an identity whose address is not verified is linked by the code, whatever the setting', async ({
  emulator,
}) => {
  await emulator.hook('POST settings', { verifyEmail: false })
  await emulator.hook('POST users', { email, password })
  const { userManagement } = sdk(emulator)
  const { id = '' } = (await userOf(sdk(emulator))) ?? {}
  const browser = await emulator.visit(google)
  const shown = await browser.submit(identity)
  expect(shown.status).toBe(200)
  expect(await userManagement.getUserIdentities(id)).toEqual([])
  const tokens = await authenticate(emulator, await emulator.typeCode(browser, shown))
  expect(tokens).toMatchObject({ user: { id }, authentication_method: 'GoogleOAuth' })
  expect(await userManagement.getUserIdentities(id)).toHaveLength(1)
})
