import type { Page } from '@playwright/test'
import { createUser, newPerson } from '../src/driver.ts'
import { submitDeletion } from './account.ts'
import { withTodos } from './actions.ts'
import { expectNoViolations } from './axe.ts'
import * as list from './list.ts'
import { storeRows } from './services.ts'
import { enter, expect, provider, signIn, stage, test } from './test.ts'

/** Opens a list with an open todo and a completed one. */
async function openList(page: Page): Promise<void> {
  await withTodos(page.context())
  await page.goto('/todos')
  await expect(list.rows(page)).toHaveCount(2)
}

const askToDelete = (page: Page) => page.getByText('Delete done', { exact: true }).click()

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
    await list.field(page).fill('x'.repeat(201))
    await list.press(page, 'Add')
    await expect(page.getByRole('alert').getByText('at most 200')).toBeVisible()
    await expect(await list.edit(page, 'open')).toBeVisible()
  },
  'a deleted todo that can be restored': async (page) => {
    await openList(page)
    await list.remove(page, 'open')
    await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible()
  },
  'the question before completed todos are deleted': async (page) => {
    await openList(page)
    await askToDelete(page)
    await expect(page.getByRole('button', { name: 'Delete', exact: true })).toBeVisible()
  },
  'the account page, and a word that was refused': async (page) => {
    await enter(page.context())
    await page.goto('/account')
    await submitDeletion(page, 'yes')
    await expect(page.getByText('Type DELETE to confirm.')).toBeVisible()
  },
  'a page that does not exist': (page) => page.goto('/no-such-page'),
}

for (const [state, arrive] of Object.entries(states)) {
  test(`axe finds no barrier, light or dark: ${state}`, async ({ page }) => {
    await arrive(page)
    await expectNoViolations(page)
  })
}

/** Expects the width of a small phone, and nothing that can be pressed but is less than 44 px high. */
async function expectToFit(page: Page, what: string) {
  const measured = await page.evaluate(() => ({
    width: document.documentElement.scrollWidth,
    small: [...document.querySelectorAll('button, main a, summary, input:not([type=hidden])')]
      .filter((element) => element.checkVisibility())
      .filter((element) => element.getBoundingClientRect().height < 44)
      .map((element) => element.outerHTML),
  }))
  expect(measured, what).toEqual({ width: 320, small: [] })
}

/** Makes a page as narrow as a small phone, with everything in this direction. */
async function narrow(page: Page, direction: 'ltr' | 'rtl') {
  await page.setViewportSize({ width: 320, height: 640 })
  await page.addInitScript((dir) => {
    document.addEventListener('DOMContentLoaded', () => {
      document.documentElement.dir = dir
    })
  }, direction)
}

for (const direction of ['ltr', 'rtl'] as const) {
  test(`the landing page fits on a phone (${direction})`, async ({ page }) => {
    await narrow(page, direction)
    await page.goto('/')
    await expectToFit(page, 'the landing page')
  })

  test(`all fits on a phone, and targets are large enough (${direction})`, async ({ page }) => {
    await narrow(page, direction)
    const { email } = await enter(page.context())
    await storeRows(email, [
      { title: 'x'.repeat(200), is_complete: false },
      { title: 'short', is_complete: true },
    ])
    await page.goto('/todos')
    await expect(list.rows(page)).toHaveCount(2)
    await expectToFit(page, 'the list')
    await list.edit(page, 'short')
    await askToDelete(page)
    await expectToFit(page, 'the editor')
    await page.goto('/account')
    await expect(page.getByLabel('To confirm, type')).toBeVisible()
    await expectToFit(page, 'the account page')
    await page.goto('/no-such-page')
    await expectToFit(page, 'a page that does not exist')
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
    const [{ role, name } = { role: 'button' as const, name: '' }] = provider.signOut
    const parts = [
      header.getByRole('link', { name: 'InsForge Starter' }),
      header.getByRole(role, { name }),
    ]
    const boxes = await Promise.all(parts.map((part) => part.boundingBox()))
    const [left = 0, right = 99] = boxes.map((box) => (box ? box.y + box.height / 2 : Number.NaN))
    expect(Math.abs(left - right), 'all on one line').toBeLessThan(5)
  })
}
