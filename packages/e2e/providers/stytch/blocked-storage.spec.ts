import { newPerson } from '../../src/providers/person.ts'
import { expect, newTodo, provider, stage, test } from '../../suite/test.ts'
import { askForCode, passcodeField } from './mail.ts'

const denied = "throw new DOMException('denied', 'SecurityError')"

/** What a page's scripts find, as scripts that run before them. */
const blocked: Readonly<Record<string, string>> = {
  'whose storage is full': `Storage.prototype.setItem = () => { ${denied} }`,
  'that blocks localStorage': `Object.defineProperty(window, 'localStorage', { get() { ${denied} } })`,
  'that blocks all storage': `for (const name of ['localStorage', 'sessionStorage']) {
    Object.defineProperty(window, name, { get() { ${denied} } })
  }`,
}

for (const [what, script] of Object.entries(blocked)) {
  test(`a browser ${what} signs in with a link, and is at the landing page then`, async ({
    page,
  }) => {
    await page.addInitScript(script)
    await page.goto(provider.signInPath('/todos?filter=done'))
    await provider.signIn(page, newPerson())
    await expect(page).toHaveURL(`${stage.appUrl}/`)
    await page.getByRole('link', { name: 'Open your todos' }).click()
    await expect(newTodo(page)).toBeVisible()
  })

  test(`a browser ${what} signs in with a code, and is where the sign-in began`, async ({
    page,
  }) => {
    await page.addInitScript(script)
    await page.goto(provider.signInPath('/todos?filter=done'))
    const code = await askForCode(page, newPerson())
    await passcodeField(page).fill(code)
    await expect(page).toHaveURL(`${stage.appUrl}/todos?filter=done`)
  })
}
