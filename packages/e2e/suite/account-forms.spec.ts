import type { SessionCookies } from '../src/driver.ts'
import { fetchAlone } from '../src/fetch.ts'
import { expectDeleted, submitDeletion } from './account.ts'
import { actionIdIn, call, foreignOrigins, returned } from './actions.ts'
import { rowsOf, rowsOwnedBy, storeRows, userId } from './services.ts'
import { cookieHeader, garbage, goodSession } from './session.ts'
import { enter, expect, isSignInPage, stage, test } from './test.ts'

const todos = [{ title: 'milk' }, { title: 'bread' }]

test('a user downloads their rows, and no others, as a file that nothing keeps', async ({
  context,
}) => {
  const { email, good } = await goodSession(context)
  await storeRows(email, todos)
  const url = `${stage.appUrl}/account/export`
  const answer = await fetchAlone(url, { headers: { cookie: cookieHeader(good) } })
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="my-data.json"')
  expect(answer.headers.get('cache-control')).toContain('no-store')
  const rows = await answer.json()
  const byTitle = (a: { title: string }, b: { title: string }) => (a.title < b.title ? -1 : 1)
  const stored = (await rowsOf(email)).map((row) => ({ ...row, title: `${row.title}` }))
  expect({ todos: rows.todos.sort(byTitle) }).toEqual({ todos: stored.sort(byTitle) })
  expect((await fetchAlone(url)).status).toBe(401)
})

test('by hand the action deletes nothing of another user, without a session, or from elsewhere', async ({
  context,
  other,
}) => {
  const { email, good } = await goodSession(context)
  await storeRows(email, todos)
  const { good: another } = await goodSession(other.context())
  const form = { confirmation: 'DELETE', expectedUserId: await userId(email) }
  const id = actionIdIn('account/actions.ts')
  const refused = async (session: SessionCookies, headers = {}) =>
    returned(await call(id, { form }, session, headers))
  expect(await refused(another)).toMatchObject({ ok: false, code: 'user_changed' })
  expect(await refused(garbage(good))).toMatchObject({ ok: false, code: 'unauthenticated' })
  for (const origin of foreignOrigins) expect(await refused(good, { origin })).toBeUndefined()
  expect(await rowsOf(email)).toHaveLength(2)
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('an account is deleted, and a wrong word is refused', async ({ page }) => {
    const { email } = await enter(page.context())
    await storeRows(email, todos)
    const id = await userId(email)
    await page.goto('/account')
    await submitDeletion(page, '')
    await expect(page.getByText('Type DELETE to confirm.')).toBeVisible()
    await submitDeletion(page, ' delete ')
    await expectDeleted(page)
    expect(await rowsOwnedBy(id)).toEqual([])
    await page.goto('/account')
    await expect(page).toHaveURL(isSignInPage)
  })
})
