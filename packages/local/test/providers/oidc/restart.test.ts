import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { hook, redirected, send } from '../client.ts'
import { password, type TestEmulator } from './fixture.ts'
import { authorizeUrl, exchange, refresh, signedIn, signUp, visit } from './flows.ts'
import { targets } from './targets.ts'

const stateFile = ({ context, target }: TestEmulator) =>
  join(context.stateDir, `${target.provider.name}.json`)

describe.each(targets)('a restart of $name', ({ startEmulator }) => {
  it('keeps users, sessions, refresh tokens, keys and settings', async () => {
    const emulator = await startEmulator()
    const jwks = emulator.target.paths.jwks
    const { json, browser } = await signedIn(emulator)
    await hook(emulator, 'POST settings', { accessTokenSeconds: 77 })
    const keys = await (await send(emulator, jwks)).json()
    await emulator.restart()

    expect(redirected(await browser.go(authorizeUrl(emulator))).code).toEqual(expect.any(String))
    expect((await refresh(emulator, json.refresh_token)).json.expires_in).toBe(77)
    expect(await (await send(emulator, jwks)).json()).toEqual(keys)
    const another = await visit(emulator)
    const back = await another.submit({ email: 'ann@example.com', password })
    expect(back.status).toBe(302)
  })

  it('keeps a code, for one exchange', async () => {
    const emulator = await startEmulator()
    const { code } = await signUp(emulator)
    await emulator.restart()
    expect((await exchange(emulator, code)).status).toBe(200)
    await emulator.restart()
    expect(await exchange(emulator, code)).toEqual(emulator.target.badCode)
  })

  it('keeps a page to sign in that is open', async () => {
    const emulator = await startEmulator()
    const browser = await visit(emulator, emulator.target.signUpHint)
    await emulator.restart()
    expect((await browser.submit({ email: 'ann@example.com', password })).status).toBe(302)
  })
})

describe.each(targets)('the state of $name', ({ startEmulator }) => {
  it('is for its owner alone and has no password in it', async () => {
    const emulator = await startEmulator()
    await signedIn(emulator)
    const file = stateFile(emulator)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readFileSync(file, 'utf8')).not.toContain(password)
  })

  it('that cannot be read is said so', async () => {
    const emulator = await startEmulator()
    const file = stateFile(emulator)
    writeFileSync(file, '{')
    await expect(emulator.target.start(emulator.context)).rejects.toThrow(`${file} is not JSON`)
  })
})
