import { describe, expect, it } from 'vitest'
import { hook, send, startEmulator } from './fixture.ts'
import { askForLink, followLink, sdkHeaders } from './flows.ts'

const other = 'http://localhost:3001'

describe('another address of the app', () => {
  it('may call the API and lead to its /authenticate once a test has registered it', async () => {
    const emulator = await startEmulator()
    const headers = { ...sdkHeaders(emulator), origin: other, 'x-sdk-parent-host': other }
    const bootstrap = `/sdk/v1/projects/bootstrap/${emulator.publicToken}`
    const url = `${other}/authenticate`
    const urls = { login_magic_link_url: url, signup_magic_link_url: url }
    expect((await send(emulator, bootstrap, { headers })).status).toBe(400)
    expect((await askForLink(emulator, urls)).status).toBe(400)

    await hook(emulator, 'POST settings', { moreOrigins: [other] })
    const answer = await send(emulator, bootstrap, { headers })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('access-control-allow-origin')).toBe(other)
    expect((await askForLink(emulator, urls)).status).toBe(200)
    expect((await askForLink(emulator, { login_magic_link_url: `${url}/` })).status).toBe(400)
    expect(await followLink(emulator)).toMatchObject({ stytch_token_type: 'magic_links' })
  })

  it.each(['localhost:3001', `${other}/`, 'http://localhost:3001/authenticate', '*'])(
    'is an origin, and not %s',
    async (origin) => {
      const emulator = await startEmulator()
      const { status, json } = await hook(emulator, 'POST settings', { moreOrigins: [origin] })
      expect(status).toBe(400)
      expect(json.message).toMatch(/^moreOrigins: 0: /)
    },
  )
})
