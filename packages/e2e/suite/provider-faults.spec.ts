import { createUser } from '../src/providers/index.ts'
import { actionId, call, returned } from './actions.ts'
import { startAnother } from './another-app.ts'
import { ask } from './ask.ts'
import { rowsOf, userId } from './database.ts'
import { addFault, clearFaults } from './emulator.ts'
import { restoreProvider, signInExpired } from './expired.ts'
import { cookieHeader, cookiesOf, givenSession, session } from './session.ts'
import { isHosted } from './starts.ts'
import {
  addTodo,
  editTodo,
  expect,
  homeOfUser,
  newTodo,
  provider,
  signIn,
  stage,
  stored,
  test,
} from './test.ts'

test.afterEach(restoreProvider)

test('while the provider is down, a signed-in user can do everything, and it is stored', async ({
  page,
}) => {
  const { email } = await signIn(page)
  await addFault({ hangUp: true })
  await page.reload()
  await addTodo(page, 'milk')
  await addTodo(page, 'bread')
  await addTodo(page, 'salt')
  await stored(page, () => page.getByRole('checkbox', { name: 'milk' }).click())
  await (await editTodo(page, 'bread')).fill('rye bread')
  await stored(page, () => page.keyboard.press('Enter'))
  await stored(page, () => page.getByRole('button', { name: 'Delete “salt”' }).click())
  const salt = page.getByRole('checkbox', { name: 'salt' })
  await expect(salt).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(salt).toBeVisible()
  await stored(page, () => page.getByRole('button', { name: 'Delete “salt”' }).click())

  await page.goto('/todos?filter=active')
  await expect(page.getByRole('listitem')).toHaveText([/rye bread/])
  expect(await rowsOf(email)).toMatchObject([
    { title: 'milk', is_complete: true },
    { title: 'rye bread', is_complete: false },
  ])
})

for (const scheme of ['http', 'https'] as const) {
  const whom = session.scriptsReadCookies ? 'the scripts that renew them' : 'no script'

  test(`cookies are for ${scheme} where the app is reached by ${scheme}, and for ${whom}`, async ({
    page,
  }) => {
    const isSecure = session.alwaysSecure || scheme === 'https'
    const { expired } = await signInExpired(page)
    const { env, headers } = provider.reachedBy(scheme)
    const app = await startAnother('start', { ...stage.env, ...env })
    try {
      const cookie = cookieHeader(expired)
      const renewal = await ask(`${app.url}/todos`, { headers: { ...headers, cookie } })
      expect(givenSession(renewal).length).toBeGreaterThan(0)
      const starts = await Promise.all(
        provider.starts.map((start) => ask(`${app.url}${start}`, { headers })),
      )
      for (const { cookies } of starts) {
        expect(cookies.length > 0, 'the app remembers a sign-in').toBe(isHosted)
      }
      for (const one of [renewal, ...starts].flatMap(({ cookies }) => cookies)) {
        expect(/; *HttpOnly(;|$)/i.test(one), one).toBe(!session.scriptsReadCookies)
        expect(one).toMatch(/; *SameSite=Lax(;|$)/i)
        expect(/; *Secure(;|$)/i.test(one), one).toBe(isSecure)
      }
    } finally {
      await app.stop()
    }
  })
}

test('requests side by side with an expired token sign no user out', async ({ page }) => {
  const { person, expired } = await signInExpired(page)
  const headers = { cookie: cookieHeader(expired) }
  const answers = await Promise.all(Array.from({ length: 12 }, () => ask('/todos', { headers })))
  for (const answer of answers) {
    expect(answer.status).toBe(200)
    expect(answer.body).toContain(person.email)
    // What was not given anew a browser keeps.
    const session = { ...expired, ...cookiesOf(givenSession(answer)) }
    const next = await ask('/todos', { headers: { cookie: cookieHeader(session) } })
    expect(next.status).toBe(200)
    expect(next.body).toContain(person.email)
  }
})

test('writes side by side with an expired token are all stored', async ({ page }) => {
  const { person, expired } = await signInExpired(page)
  const expectedUserId = await userId(person.email)
  const titles = Array.from({ length: 12 }, (_, n) => `todo ${n}`)
  const answers = await Promise.all(
    titles.map((title) =>
      call(
        actionId('createTodo'),
        { form: { expectedUserId, id: crypto.randomUUID(), title } },
        { session: expired },
      ),
    ),
  )
  for (const answer of answers) expect(returned(answer)).toMatchObject({ ok: true })
  const rows = await rowsOf(person.email)
  expect(rows.map(({ title }) => title).sort()).toEqual(titles.sort())
})

test('tabs that are opened side by side with an expired token stay signed in', async ({ page }) => {
  await signInExpired(page)
  const tabs = await Promise.all(Array.from({ length: 5 }, () => page.context().newPage()))
  for (const round of ['/todos', '/todos?filter=active']) {
    await Promise.all(tabs.map((tab) => tab.goto(round)))
    for (const tab of tabs) {
      await expect(tab).toHaveURL(`${stage.appUrl}${round}`)
      await expect(newTodo(tab)).toBeVisible()
    }
  }
})

test('sign-in fails with a next step while the provider is down, and works after', async ({
  page,
}) => {
  const person = await createUser(stage)
  await page.goto('/todos')
  await addFault(session.tokensDown)
  await provider.signIn(page, person)
  await expect(page.getByRole('heading', { name: 'You’re not signed in' })).toBeVisible()
  await clearFaults()
  await page.getByText('Try again', { exact: true }).click()
  await expect(homeOfUser(page)).toBeVisible()
})
