import type { Page } from '@playwright/test'
import { createUser } from '../src/providers/index.ts'
import { newPerson } from '../src/providers/person.ts'
import { expectNoViolations } from './axe.ts'
import { storeRows } from './database.ts'
import { withTodos } from './own-todos.ts'
import { editTodo, enter, expect, newTodo, provider, signIn, stage, stored, test } from './test.ts'

/** Opens a list with an open todo and a completed one. */
async function openList(page: Page): Promise<void> {
  await withTodos(page.context())
  await page.goto('/todos')
  await expect(page.getByRole('listitem')).toHaveCount(2)
}

/** The states of the app's pages, and how a page gets there. */
const states: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
  'the landing page': (page) => page.goto('/'),
  'the landing page of a user': async (page) => {
    await enter(page.context())
    await page.goto('/')
    await expect(page.getByRole('link', { name: 'Open your todos' })).toBeVisible()
  },
  'an empty list': (page) => signIn(page),
  'a list with todos': openList,
  'an editor, and a title that was refused': async (page) => {
    await openList(page)
    await newTodo(page).fill('x'.repeat(201))
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await expect(page.getByRole('alert').getByText('at most 200')).toBeVisible()
    await expect(await editTodo(page, 'open')).toBeVisible()
  },
  'a deleted todo that can be restored': async (page) => {
    await openList(page)
    await stored(page, () => page.getByRole('button', { name: 'Delete “open”' }).click())
    await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible()
  },
  'the question before completed todos are deleted': async (page) => {
    await openList(page)
    await page.getByText('Delete done', { exact: true }).click()
    await expect(page.getByRole('button', { name: 'Delete', exact: true })).toBeVisible()
  },
  'a page that does not exist': (page) => page.goto('/no-such-page'),
}

for (const [state, arrive] of Object.entries(states)) {
  test(`axe finds no barrier, light or dark: ${state}`, async ({ page }) => {
    await arrive(page)
    await expectNoViolations(page)
  })
}

/** The width of the page, and what can be pressed but is less than 44 px high. */
const measure = (page: Page) =>
  page.evaluate(() => ({
    width: document.documentElement.scrollWidth,
    small: [...document.querySelectorAll('button, main a, summary, input:not([type=hidden])')]
      .filter((element) => element.checkVisibility())
      .filter((element) => element.getBoundingClientRect().height < 44)
      .map((element) => element.outerHTML),
  }))

for (const direction of ['ltr', 'rtl'] as const) {
  test(`nothing is wider than a small phone, and every target is large enough (${direction})`, async ({
    page,
  }) => {
    await page.setViewportSize({ width: 320, height: 640 })
    await page.addInitScript((dir) => {
      document.addEventListener('DOMContentLoaded', () => {
        document.documentElement.dir = dir
      })
    }, direction)
    const fits = { width: 320, small: [] }
    await page.goto('/')
    expect(await measure(page), 'the landing page').toEqual(fits)
    // A provider's script that is still at work there would end the session.
    await page.goto('about:blank')
    const { email } = await enter(page.context())
    await storeRows(email, [
      { title: 'x'.repeat(200), is_complete: false },
      { title: 'short', is_complete: true },
    ])
    await page.goto('/todos')
    await expect(page.getByRole('listitem')).toHaveCount(2)
    expect(await measure(page), 'the list').toEqual(fits)
    await editTodo(page, 'short')
    await page.getByText('Delete done', { exact: true }).click()
    expect(await measure(page), 'the editor').toEqual(fits)
    await page.goto('/no-such-page')
    expect(await measure(page), 'a page that does not exist').toEqual(fits)
  })
}

for (const width of [320, 1280]) {
  test(`an address of 60 characters is cut with an ellipsis at ${width} px`, async ({ page }) => {
    const { email } = await enter(page.context(), await createUser(stage, newPerson(60)))
    expect(email).toHaveLength(60)
    await page.setViewportSize({ width, height: 640 })
    await page.goto('/todos')
    const header = page.getByRole('banner')
    await expect(header.getByTitle(email)).toHaveCSS('text-overflow', 'ellipsis')
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
    const centers: number[] = []
    const [first] = provider.signOut
    const name = header.getByRole('link', { name: 'InsForge Starter' })
    for (const part of [
      name,
      header.getByRole(first?.role ?? 'button', { name: first?.name ?? '' }),
    ]) {
      const { y = 0, height = 0 } = (await part.boundingBox()) ?? {}
      centers.push(Math.round(y + height / 2))
    }
    expect(Math.abs((centers[0] ?? 0) - (centers[1] ?? 0)), 'all on one line').toBeLessThan(5)
  })
}
