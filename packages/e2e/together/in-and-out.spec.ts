import { maxHeaderSize } from 'node:http'
import type { BrowserContext } from '@playwright/test'
import { newPerson } from '../src/providers/person.ts'
import { addTodo } from '../suite/todo-list.ts'
import { expect, test } from '../suite/watched.ts'
import { type App, apps, expectStillIn, signIn, signOut, signUp } from './apps.ts'
import { CookieOwners } from './cookie-owners.ts'

test('one browser goes in and out of each, and no cookie of one disturbs another', async ({
  page,
  context,
}) => {
  const person = newPerson()
  const owners = new CookieOwners(context)
  const sizes = watchHeaderSizes(context)
  const during = (app: App, act: () => Promise<void>) =>
    owners.during(app.provider, async () => {
      await act()
      // Some pages renew their session at any time: they must not in another app's turn.
      await page.goto('about:blank')
    })
  const expectIn = async (those: typeof apps) => {
    for (const app of those) await during(app, () => expectStillIn(page, app))
  }

  for (const [index, app] of apps.entries()) {
    await test.step(`into ${app.provider}`, async () => {
      await during(app, async () => {
        await signUp(page, app, person)
        await addTodo(page, `written in ${app.provider}`)
      })
      await expectIn(apps.slice(0, index))
    })
  }

  for (const app of apps) {
    await test.step(`out of ${app.provider} and in again`, async () => {
      await during(app, () => signOut(page, app))
      await expectIn(apps.filter((other) => other !== app))
      await during(app, async () => {
        await signIn(page, app, person)
        await expect(page.getByRole('listitem')).toContainText([`written in ${app.provider}`])
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
