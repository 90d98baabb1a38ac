import { describe, expect, it } from 'vitest'
import { appUrl, password, redirectUri, send, startEmulator } from './fixture.ts'
import { authorize } from './flows.ts'

/** Everything a form sends when it is left as it is. */
async function formOf(response: Response): Promise<Record<string, string>> {
  const hidden = (await response.text()).matchAll(/type="hidden" name="([^"]*)" value="([^"]*)"/g)
  return Object.fromEntries(
    [...hidden].map(([, name = '', value = '']) => [name, value.replaceAll('&amp;', '&')]),
  )
}

describe('the page', () => {
  it('sends along every parameter of the request, on both screens', async () => {
    const emulator = await startEmulator()
    const parameters = await formOf(await authorize(emulator, { prompt: 'login', max_age: '60' }))
    expect(parameters).toMatchObject({ prompt: 'login', max_age: '60', redirect_uri: redirectUri })
    const page = await (await authorize(emulator, { prompt: 'login', max_age: '60' })).text()
    const link = /<a class="alone" href="([^"]*)"/.exec(page)?.[1]?.replaceAll('&amp;', '&')
    const other = await formOf(await send(emulator, `${link}`))
    expect(other).toEqual({ ...parameters, screen_hint: 'sign-up' })
  })

  it('loads nothing, runs nothing, and lets its form end at the app only', async () => {
    const { headers } = await authorize(await startEmulator())
    expect(headers.get('content-security-policy')?.replace(/sha256-[^']+/, 'sha256-…')).toBe(
      `default-src 'none'; style-src 'sha256-…'; img-src data:; form-action 'self' ${appUrl}; ` +
        `base-uri 'none'; frame-ancestors 'none'`,
    )
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('referrer-policy')).toBe('same-origin')
  })

  it('tells a password manager what to fill in', async () => {
    const emulator = await startEmulator()
    const signIn = await (await authorize(emulator)).text()
    expect(signIn).toMatch(/autocomplete="username".*autocomplete="current-password"/s)
    const signUp = await (await authorize(emulator, { screen_hint: 'sign-up' })).text()
    expect(signUp).toMatch(/autocomplete="email".*autocomplete="new-password"/s)
    expect(signUp).not.toContain(password)
  })
})
