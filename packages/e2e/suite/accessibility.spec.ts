import { createUser } from '../src/providers/index.ts'
import { expectNoViolations } from './axe.ts'
import { addTodo, expect, provider, signIn, stage, stored, test } from './test.ts'

test('no page and no state has a barrier, light or dark', async ({ page }) => {
  test.setTimeout(90_000)
  await page.goto('/')
  await expectNoViolations(page)
  await provider.signInWrongly(page, await createUser(stage))
  await expect(page.getByText(provider.refusal).first()).toBeVisible()
  await expectNoViolations(page)

  await signIn(page)
  await expectNoViolations(page)
  await addTodo(page, 'open')
  await addTodo(page, 'done')
  await stored(page, () => page.getByRole('checkbox', { name: 'done' }).click())
  await expectNoViolations(page)

  await page.getByRole('textbox', { name: 'New todo' }).fill('x'.repeat(201))
  await page.getByRole('button', { name: 'Add' }).click()
  await expect(page.getByRole('alert').getByText('at most 200')).toBeVisible()
  await page.getByRole('button', { name: 'open', exact: true }).click()
  await expectNoViolations(page)
  await page.keyboard.press('Escape')

  await stored(page, () => page.getByRole('button', { name: 'Delete “open”' }).click())
  await expectNoViolations(page)
  await page.getByRole('button', { name: 'Delete done' }).click()
  await expectNoViolations(page)

  for (const path of ['/no-such-page', provider.signInFailed]) {
    await page.goto(path)
    await expectNoViolations(page)
  }
})

test('nothing is wider than a small phone, and what is pressed is large enough', async ({
  page,
}) => {
  await page.setViewportSize({ width: 320, height: 640 })
  await signIn(page)
  await addTodo(page, 'x'.repeat(200))
  const { width, small } = await page.evaluate(() => ({
    width: document.documentElement.scrollWidth,
    small: [...document.querySelectorAll('button, a, input:not([type=hidden])')]
      .filter((element) => element.checkVisibility())
      .filter((element) => element.getBoundingClientRect().height < 44)
      .map((element) => element.outerHTML),
  }))
  expect(width).toBe(320)
  expect(small).toEqual([])
})

test('the page of the stand-in says that it is one', async ({ page }) => {
  await page.goto(provider.standIn(stage))
  expect(new URL(page.url()).origin).toBe(stage.emulatorUrl)
  await expect(page.getByText('Nothing you type leaves this machine.')).toBeVisible()
})
