import { maxHeaderSize } from 'node:http'
import type { BrowserContext, Page } from '@playwright/test'
import { loadDriver, newPerson, type Person } from '../src/driver.ts'
import { fetchAlone } from '../src/fetch.ts'
import { readTogetherStage } from '../src/stage.ts'
import * as list from '../suite/list.ts'
import { expect, test } from '../suite/watched.ts'
import { CookieOwners } from './cookie-owners.ts'

/** Every app of the run, each with the pages of its provider. */
const apps = await Promise.all(
  readTogetherStage().apps.map(async (app) => {
    return { ...app, pages: (await loadDriver(app.provider)).pages }
  }),
)

type App = (typeof apps)[number]

/** Opens the list: at once, or over the app's sign-in, as a user with an account or a new one. */
async function enter(page: Page, app: App, how?: 'signIn' | 'signUp', person?: Person) {
  await page.goto(`${app.appUrl}/todos`)
  if (how && person) await app.pages[how](page, person, app)
  await expect(list.field(page), app.provider).toBeVisible()
  expect(new URL(page.url()).origin).toBe(app.appUrl)
}

/** Signs out as the app offers it, which ends on the landing page; the list then leads to the sign-in. */
async function signOut(page: Page, app: App) {
  await page.goto(`${app.appUrl}/todos`)
  for (const { role, name } of app.pages.signOut) await page.getByRole(role, { name }).click()
  await expect(page, app.provider).toHaveURL(`${app.appUrl}/`)
  await page.goto(`${app.appUrl}/todos`)
  const signInPage = app.pages.signInPage(app)
  await expect(page, app.provider).toHaveURL(({ href }) => href.startsWith(signInPage))
}

test('one browser goes in and out of each, and no cookie disturbs another', async ({ page }) => {
  const person = newPerson()
  const owners = new CookieOwners(page.context())
  const sizes = watchHeaderSizes(page.context())
  const during = (app: App, act: () => Promise<void>) =>
    owners.during(app.provider, async () => {
      await act()
      // Some pages renew their session at any time: they must not in another app's turn.
      await page.goto('about:blank')
    })
  const expectIn = async (those: typeof apps) => {
    for (const app of those) await during(app, () => enter(page, app))
  }

  for (const [index, app] of apps.entries()) {
    await test.step(`into ${app.provider}`, async () => {
      await during(app, async () => {
        await enter(page, app, 'signUp', person)
        await list.add(page, `written in ${app.provider}`)
      })
      await expectIn(apps.slice(0, index))
    })
  }

  for (const app of apps) {
    await test.step(`out of ${app.provider} and in again`, async () => {
      await during(app, () => signOut(page, app))
      await expectIn(apps.filter((other) => other !== app))
      await during(app, async () => {
        await enter(page, app, 'signIn', person)
        await expect(list.rows(page)).toContainText([`written in ${app.provider}`])
      })
      await expectIn(apps.filter((other) => other !== app))
    })
  }

  expect(Object.keys(owners.counts()).sort()).toEqual(apps.map(({ provider }) => provider).sort())
  expect(owners.shared(), 'cookies that are more than one’s').toEqual([])
  expect(Math.max(...(await sizes())), 'bytes of the largest headers').toBeLessThan(maxHeaderSize)
})

/** How large the headers are of every request for a page, in bytes. */
function watchHeaderSizes(context: BrowserContext): () => Promise<number[]> {
  const sizes: Promise<number>[] = []
  context.on('request', (request) => {
    if (!request.isNavigationRequest()) return
    const size = async () => {
      const headers = await request.headersArray()
      return headers.reduce((sum, { name, value }) => sum + name.length + value.length + 4, 0)
    }
    sizes.push(size())
  })
  return () => Promise.all(sizes)
}

test('one e-mail address is another user in each, with rows of its own', async ({ page }) => {
  const person = newPerson()
  const title = ({ provider }: App) => `${person.email} in ${provider}`
  for (const app of apps) {
    await enter(page, app, 'signUp', person)
    await list.add(page, title(app))
  }

  for (const app of apps) {
    await enter(page, app)
    await expect(list.rows(page)).toContainText([title(app)])
  }
  const rows = await rowsOf(person.email)
  for (const app of apps) {
    const ids = rows.filter((row) => row.title === title(app)).map(({ user_id }) => user_id)
    expect(ids).toEqual([expect.stringMatching(app.pages.userId)])
  }
  expect(new Set(rows.map(({ user_id }) => user_id)).size).toBe(apps.length)
})

/** The rows of every app whose titles begin with this, past row-level security. */
async function rowsOf(begin: string): Promise<{ title: string; user_id: string }[]> {
  const [{ gatewayUrl, env }] = apps as [App]
  const query = new URLSearchParams({ title: `like.${begin}*`, select: 'title,user_id' })
  const answer = await fetchAlone(`${gatewayUrl}/api/database/records/todos?${query}`, {
    headers: { 'x-api-key': env.INSFORGE_API_KEY ?? '' },
  })
  expect(answer.status).toBe(200)
  return (await answer.json()) as { title: string; user_id: string }[]
}
