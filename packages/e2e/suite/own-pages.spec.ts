import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ConsoleMessage, Page } from '@playwright/test'
import { LONG_TIMEOUT } from '../src/stage.ts'
import { copyApp, withApp } from './app.ts'
import { expectNoViolations } from './axe.ts'
import * as list from './list.ts'
import { consoleOf, enter, expect, provider, stage, test } from './test.ts'

/** Pages that an owner might add. */
const pages: Readonly<Record<string, string>> = {
  styled: `import Image from 'next/image'

export default function Page() {
  return (
    <main className="page">
      <p style={{ color: 'rgb(255, 0, 0)' }}>red</p>
      <div style={{ position: 'relative', height: 90 }}>
        <Image src="/icon.svg" alt="filled" fill unoptimized />
      </div>
    </main>
  )
}
`,
  fails: `let failures = 1

export default function Page() {
  if (failures-- > 0) throw new Error('a detail that is not for visitors')
  return <main className="page">recovered</main>
}
`,
}

// One after the other: Next builds in the folder that it runs a development server in.
test.describe.configure({ mode: 'default' })

let app: string
let type: (command: string, args: string[]) => Promise<string>

test.beforeAll(() => {
  ;({ app, type } = copyApp('own-pages', 'to build'))
  for (const [name, source] of Object.entries(pages)) {
    mkdirSync(join(app, 'app', name))
    writeFileSync(join(app, 'app', name, 'page.tsx'), source)
  }
})

/** Opens the page with style attributes, which have to count. A violation fails the test. */
async function expectStyled(page: Page, url: string) {
  await page.goto(`${url}/styled`)
  await expect(page.getByText('red')).toHaveCSS('color', 'rgb(255, 0, 0)')
  await expect(page.getByAltText('filled')).toHaveCSS('position', 'absolute')
  await expect(page.getByAltText('filled')).toHaveCSS('height', '90px')
}

test('in development styles count, and a browser extension’s attributes cause no error', async ({
  page,
}) => {
  await withApp('dev', { app }, async ({ url }) => {
    const isExpected = (one: ConsoleMessage) =>
      one.type() === 'warning' || provider.saysForTests?.test(one.text()) === true
    const said = consoleOf(page, isExpected)
    await page.addInitScript(() => {
      const mark = () => {
        document.documentElement?.setAttribute('data-extension', 'on')
        document.body?.setAttribute('cz-shortcut-listen', 'true')
      }
      new MutationObserver(mark).observe(document, { childList: true, subtree: true })
    })
    await provider.registerOrigin?.(stage, url)
    await enter(page.context())
    for (const path of ['/', '/todos']) {
      await page.goto(`${url}${path}`)
      await expect(page.getByRole('banner').getByRole('link').first()).toBeVisible()
      await expect(page.locator('body')).toHaveAttribute('cz-shortcut-listen', 'true')
      // React has taken the page over.
      const isHydrated = () => {
        const keys = Object.keys(document.querySelector('header') ?? {})
        return keys.some((key) => key.startsWith('__reactFiber'))
      }
      await expect.poll(() => page.evaluate(isHydrated)).toBe(true)
    }
    await expectStyled(page, url)
    expect(said).toEqual([])
  })
})

test('on pages of one’s own styles count, and an error has a next step', async ({ page }) => {
  test.setTimeout(LONG_TIMEOUT)
  // Visitors would be sent by way of Clerk, which knows no app at this address.
  await enter(page.context())
  await type('npm', ['run', 'build'])
  await withApp('start', { app }, async ({ url }) => {
    await expectStyled(page, url)
    await page.goto(`${url}/fails`)
    await expect(page.getByRole('heading', { name: 'Something went wrong' })).toBeVisible()
    await expect(page.getByRole('banner')).toBeVisible()
    expect(await page.content()).not.toContain('a detail')
    await expectNoViolations(page)
    await list.press(page, 'Try again')
    await expect(page.getByText('recovered')).toBeVisible()
  })
})
