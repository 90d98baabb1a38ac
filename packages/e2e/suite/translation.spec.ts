import type { Page } from '@playwright/test'
import * as list from './list.ts'
import { rowsOf } from './services.ts'
import { expect, signIn, test } from './test.ts'

/** Replaces every text of the page from now on, as the translation that is built into Chrome does. */
const translate = (page: Page) =>
  page.evaluate(() => {
    const isTranslated = new WeakSet<Node>()
    const translateAll = () => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
      const texts: Text[] = []
      while (walker.nextNode()) texts.push(walker.currentNode as Text)
      for (const text of texts) {
        const parent = text.parentElement
        if (!parent || /^(SCRIPT|STYLE)$/.test(parent.tagName)) continue
        if (isTranslated.has(text) || text.data.trim() === '') continue
        const translated = document.createTextNode(text.data)
        isTranslated.add(translated)
        const [outer, inner] = [document.createElement('font'), document.createElement('font')]
        inner.append(translated)
        outer.append(inner)
        text.replaceWith(outer)
      }
    }
    translateAll()
    new MutationObserver(translateAll).observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
    })
  })

test('a page that the browser has translated goes on, and shows fresh texts', async ({ page }) => {
  const { email } = await signIn(page)
  const count = (text: string) => page.getByRole('main').getByText(text, { exact: true })
  await translate(page)
  await list.add(page, 'milk')
  await expect(count('1 todo')).toBeVisible()
  await list.add(page, 'bread')
  await expect(count('2 todos')).toBeVisible()

  await list.submit(page, 'x'.repeat(201))
  await expect(page.getByText('A title can have at most 200 characters.')).toBeVisible()
  await list.submit(page, '   ')
  await expect(page.getByText('Enter a title.')).toBeVisible()

  await list.toggle(page, 'milk')
  const field = await list.edit(page, 'bread')
  await field.fill('')
  await page.keyboard.press('Enter')
  await expect(field).toHaveAccessibleDescription('Enter a title.')
  await field.fill('rye bread')
  await list.stored(page, () => page.keyboard.press('Enter'))
  await expect(list.rows(page)).toHaveText([/rye bread/, /milk/])

  await list.remove(page, 'rye bread')
  await expect(count('1 todo')).toBeVisible()
  await list.stored(page, () => list.press(page, 'Undo'))
  await expect(count('2 todos')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Undo' })).toHaveCount(0)

  await list.follow(page, 'Active')
  await expect(list.rows(page)).toHaveText([/rye bread/])
  await expect(count('1 todo')).toBeVisible()
  await list.follow(page, 'Done')
  await expect(list.rows(page)).toHaveText([/milk/])
  await page.getByText('Delete done', { exact: true }).click()
  await list.stored(page, () => list.press(page, 'Delete'))
  await expect(list.empty(page)).toBeVisible()

  await expect(page.getByText('Something went wrong')).toHaveCount(0)
  expect(await rowsOf(email)).toMatchObject([{ title: 'rye bread', is_complete: false }])
})
