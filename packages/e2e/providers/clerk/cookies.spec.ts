import { fetchAlone } from '../../src/fetch.ts'
import { sessionCookies } from '../../suite/session.ts'
import { expect, session, signInByForm, signOut, stage, test } from '../../suite/test.ts'
import { tokensPath } from './driver.ts'
import { isForRows } from './insforge.ts'

/** Without the suffix that keeps instances of Clerk apart on one host. */
const kindOf = (name: string) => name.replace(/(?<=[a-z])_[\w-]{8}$/, '')

test('all cookies are Clerk’s, for this host and no request from elsewhere', async ({ page }) => {
  await signInByForm(page)
  const cookies = () => page.context().cookies(stage.appUrl)
  // Clerk's scripts set the last of them after the list is there.
  const kinds = async () => [...new Set((await cookies()).map(({ name }) => kindOf(name)))].sort()
  await expect
    .poll(kinds)
    .toEqual(['__clerk_db_jwt', '__client_uat', '__session', 'clerk_active_context'])
  for (const cookie of await cookies()) {
    expect(cookie, cookie.name).toMatchObject({ domain: 'localhost', path: '/' })
    expect(cookie.sameSite, cookie.name).toMatch(/^(Lax|Strict)$/)
    // Clerk's scripts renew the session: they have to read and to write it.
    expect(cookie.httpOnly, cookie.name).toBe(false)
  }
})

test('a token for InsForge is kept nowhere but in the memory of the page', async ({ page }) => {
  await signInByForm(page)
  const asked = page.waitForRequest(isForRows)
  await page.reload()
  const { authorization = '' } = await (await asked).allHeaders()
  const token = authorization.replace('Bearer ', '')
  const kept = await page.evaluate(() =>
    JSON.stringify([document.cookie, { ...localStorage }, { ...sessionStorage }]),
  )
  const { __session = '' } = await sessionCookies(page)
  expect(kept, 'the session’s own token is').toContain(__session)
  expect(kept).not.toContain(token)
  expect(await page.content()).not.toContain(token)
})

test('signing out takes the token away and ends the session at Clerk', async ({ page }) => {
  await signInByForm(page)
  const good = await sessionCookies(page)
  await signOut(page)
  await expect(page).toHaveURL('/')
  const left = await sessionCookies(page)
  expect(Object.keys(left).filter((name) => kindOf(name) === '__session')).toEqual([])
  const { browser = '' } = await session.tokens(good, stage)
  for (const template of ['', '/insforge']) {
    const query = new URLSearchParams({ __clerk_db_jwt: browser })
    const url = `${stage.emulatorUrl}${tokensPath(good)}${template}?${query}`
    const answer = await fetchAlone(url, { method: 'POST', headers: { origin: stage.appUrl } })
    expect(answer.status).toBe(401)
  }
})
