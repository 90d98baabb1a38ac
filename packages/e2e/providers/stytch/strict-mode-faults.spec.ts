import { newPerson } from '../../src/providers/person.ts'
import { startAnother } from '../../suite/another-app.ts'
import { clearLog, countRequests, setSettings } from '../../suite/emulator.ts'
import { expect, stage, test } from '../../suite/test.ts'
import { askForLink } from './mail.ts'

test.afterEach(() => setSettings({ moreOrigins: [] }))

test('in development, where React runs effects twice, a link is used once', async ({ page }) => {
  const app = await startAnother('dev', stage.env)
  try {
    await setSettings({ moreOrigins: [new URL(app.url).origin] })
    const headings: string[] = []
    await page.exposeBinding('reportHeading', (_, text: string) => headings.push(text))
    await page.addInitScript(() => {
      const { reportHeading } = window as unknown as { reportHeading: (text: string) => void }
      new MutationObserver(() => {
        reportHeading(document.querySelector('h1')?.textContent ?? '')
      }).observe(document, { childList: true, subtree: true, characterData: true })
    })
    await page.goto(`${app.url}/login`)
    const url = await askForLink(page, newPerson())
    await clearLog()
    await page.goto(url)
    await expect(page.getByRole('textbox', { name: 'New todo' })).toBeVisible()
    expect(await countRequests('/sdk/v1/magic_links/authenticate')).toBe(1)
    expect(headings).toContain('Signing you in…')
    expect(headings).not.toContain('You’re not signed in')
  } finally {
    await app.stop()
  }
})
