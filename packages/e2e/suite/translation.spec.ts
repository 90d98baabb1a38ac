import type { Page } from '@playwright/test'
import { rowsOf } from './database.ts'
import { addTodo, editTodo, emptyList, expect, newTodo, signIn, stored, test } from './test.ts'

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
  await addTodo(page, 'milk')
  await expect(count('1 todo')).toBeVisible()
  await addTodo(page, 'bread')
  await expect(count('2 todos')).toBeVisible()

  await newTodo(page).fill('x'.repeat(201))
  await page.keyboard.press('Enter')
  await expect(page.getByText('A title can have at most 200 characters.')).toBeVisible()
  await newTodo(page).fill('   ')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Enter a title.')).toBeVisible()

  await stored(page, () => page.getByRole('checkbox', { name: 'milk' }).click())
  const field = await editTodo(page, 'bread')
  await field.fill('')
  await page.keyboard.press('Enter')
  await expect(field).toHaveAccessibleDescription('Enter a title.')
  await field.fill('rye bread')
  await stored(page, () => page.keyboard.press('Enter'))
  await expect(page.getByRole('listitem')).toHaveText([/rye bread/, /milk/])

  await stored(page, () => page.getByRole('button', { name: 'Delete “rye bread”' }).click())
  await expect(count('1 todo')).toBeVisible()
  await stored(page, () => page.getByRole('button', { name: 'Undo' }).click())
  await expect(count('2 todos')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Undo' })).toHaveCount(0)

  await page.getByRole('link', { name: 'Active', exact: true }).click()
  await expect(page.getByRole('listitem')).toHaveText([/rye bread/])
  await expect(count('1 todo')).toBeVisible()
  await page.getByRole('link', { name: 'Done', exact: true }).click()
  await expect(page.getByRole('listitem')).toHaveText([/milk/])
  await page.getByText('Delete done', { exact: true }).click()
  await stored(page, () => page.getByRole('button', { name: 'Delete', exact: true }).click())
  await expect(emptyList(page)).toBeVisible()

  await expect(page.getByText('Something went wrong')).toHaveCount(0)
  expect(await rowsOf(email)).toMatchObject([{ title: 'rye bread', is_complete: false }])
})
