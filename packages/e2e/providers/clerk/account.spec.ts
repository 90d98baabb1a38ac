import { readFileSync } from 'node:fs'
import { createUser } from '../../src/driver.ts'
import { fetchAlone } from '../../src/fetch.ts'
import { actionIdIn, returned } from '../../suite/actions.ts'
import { hook, rowsOf, storeRows, userId } from '../../suite/services.ts'
import { ask, goodSession } from '../../suite/session.ts'
import { enter, expect, stage, test } from '../../suite/test.ts'

test('a user downloads their rows as a file, which the browser makes', async ({ page }) => {
  const { email } = await enter(page.context())
  await storeRows(email, [{ title: 'milk' }])
  await page.goto('/account')
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download as JSON' }).click()
  const file = await download
  expect(file.suggestedFilename()).toBe('my-data.json')
  const { todos } = JSON.parse(readFileSync(await file.path(), 'utf8'))
  expect(todos).toEqual(await rowsOf(email))
})

test('a tab whose user is gone says that it is signed out, and does not wait', async ({ page }) => {
  const { email } = await enter(page.context())
  await page.goto('/account')
  const download = page.getByRole('button', { name: 'Download as JSON' })
  await expect(download).toBeVisible()
  await hook('POST', 'users/delete', { email })
  // Clerk’s scripts ask for a token, as they do by themselves, and learn that there is no session.
  await page.evaluate(async () => {
    const { Clerk } = window as unknown as { Clerk: { session?: { getToken(o: object): unknown } } }
    await Promise.resolve(Clerk.session?.getToken({ skipCache: true })).catch(() => null)
  })
  const notice = page.getByRole('alert').filter({ hasText: 'You’re signed out.' })
  const signIn = notice.getByRole('link', { name: 'Sign in' })
  // Where the answer comes late, Clerk’s scripts lead to the sign-in after all.
  await expect(signIn.or(page.getByRole('heading', { name: 'Sign in to' }))).toBeVisible()
  await expect(download).toHaveCount(0)
  await expect(page.getByText('Loading your account…')).toHaveCount(0)
})

test('the page shows the name that Clerk knows', async ({ page }) => {
  const { email } = await enter(page.context())
  const { CLERK_SECRET_KEY = '' } = stage.env
  const answer = await fetchAlone(`${stage.emulatorUrl}/v1/users/${await userId(email)}`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${CLERK_SECRET_KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify({ first_name: 'Ann', last_name: 'Lee' }),
  })
  expect(answer.status).toBe(200)
  await page.goto('/account')
  await expect(page.getByRole('main').getByText('Ann Lee')).toBeVisible()
})

test('the server deletes no other user than the one who is signed in', async ({ context }) => {
  const { email, good } = await goodSession(context)
  const other = await createUser(stage)
  const call = async (expectedUserId: string, session = good) => {
    const id = actionIdIn('account/delete-user-action.ts')
    const headers = { accept: 'text/x-component', 'next-action': id, origin: stage.appUrl }
    const body = JSON.stringify([expectedUserId])
    return returned(await ask('/account', { method: 'POST', headers, session, body }))
  }
  expect(await call(await userId(other.email))).toMatchObject({ ok: false, code: 'user_changed' })
  expect(await call(await userId(email), {})).toMatchObject({ ok: false, code: 'unavailable' })
  await userId(email)
  await userId(other.email)
})
