import { newPerson } from '../../src/driver.ts'
import { withApp } from '../../suite/app.ts'
import { clearLog, countRequests, setSettings } from '../../suite/services.ts'
import { expect, test } from '../../suite/test.ts'
import { askForLink } from './mail.ts'

test.afterEach(() => setSettings({ moreOrigins: [] }))

test('in development, where React runs effects twice, a link is used once', async ({ page }) => {
  await withApp('dev', {}, async (app) => {
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
    // A development server compiles a page when it is first asked for.
    await page.waitForURL(`${app.url}/`)
    await expect(page.getByRole('link', { name: 'Open your todos' })).toBeVisible()
    expect(await countRequests('/sdk/v1/magic_links/authenticate')).toBe(1)
    expect(headings).toContain('Signing you in…')
    expect(headings).not.toContain('You’re not signed in')
  })
})
