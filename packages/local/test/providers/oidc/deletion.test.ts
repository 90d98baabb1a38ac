import { describe, expect } from 'vitest'
import { email, password } from './emulator.ts'
import { oidcTargets, targets } from './targets.ts'

describe.each(targets)('after a user of $name is deleted', ({ target, it }) => {
  it('a code that was given before is refused', async ({ emulator }) => {
    const { code } = await emulator.signUp()
    expect((await emulator.hook('POST users/delete', { email })).json.ended).toHaveLength(1)
    expect(await emulator.exchange(code)).toEqual(target.badCode)
    expect((await emulator.hook('GET errors')).json).toEqual({ errors: [] })
  })

  it('a password that was being checked signs no one in', async ({ emulator }) => {
    await emulator.hook('POST users', { email, password })
    // So many that some wait for their turn when the user is deleted.
    const browsers = await Promise.all(Array.from({ length: 40 }, () => emulator.visit()))
    const signIns = browsers.map((browser) => browser.submit({ email, password }))
    await Promise.race(signIns)
    await Promise.all([...signIns, emulator.hook('POST users/delete', { email })])
    expect((await emulator.hook('GET errors')).json).toEqual({ errors: [] })
    for (const browser of browsers) {
      expect((await browser.go(emulator.authorizeUrl())).status).toBe(200)
    }
  })
})

describe.each(oidcTargets)('when a user of $name is deleted', ({ it }) => {
  it('a sign-in that is under way begins again', async ({ emulator }) => {
    await emulator.hook('POST users', { email, password })
    const browser = await emulator.visit()
    const action = /<form method="post" action="([^"]*)"/.exec(browser.page)?.[1] ?? ''
    const answer = await emulator.send(action.replaceAll('&amp;', '&'), {
      method: 'POST',
      headers: { cookie: browser.cookies(action) },
      body: new URLSearchParams({ email, password }),
    })
    await emulator.hook('POST users/delete', { email })
    const next = await browser.go(answer.headers.get('location') ?? '')
    expect((await emulator.hook('GET errors')).json).toEqual({ errors: [] })
    expect(next.status).toBe(200)
    expect(browser.page).toContain('<h1>Sign in</h1>')
  })
})
