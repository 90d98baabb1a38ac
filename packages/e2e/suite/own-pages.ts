import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expectNoViolations } from './axe.ts'
import * as list from './list.ts'
import { expect } from './test.ts'

// Pages that an owner might add to a copy.

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

/** Adds them to an app. */
export function addOwnPages(app: string): void {
  for (const [name, source] of Object.entries(pages)) {
    mkdirSync(join(app, 'app', name))
    writeFileSync(join(app, 'app', name, 'page.tsx'), source)
  }
}

/** Opens the page with style attributes, which have to count. A violation of the policy fails the test. */
export async function expectStyled(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/styled`)
  await expect(page.getByText('red')).toHaveCSS('color', 'rgb(255, 0, 0)')
  await expect(page.getByAltText('filled')).toHaveCSS('position', 'absolute')
  await expect(page.getByAltText('filled')).toHaveCSS('height', '90px')
}

/** Opens the page that fails once: it tells no detail, and has a next step that works. */
export async function expectRecovery(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/fails`)
  await expect(page.getByRole('heading', { name: 'Something went wrong' })).toBeVisible()
  await expect(page.getByRole('banner')).toBeVisible()
  expect(await page.content()).not.toContain('a detail')
  await expectNoViolations(page)
  await list.press(page, 'Try again')
  await expect(page.getByText('recovered')).toBeVisible()
}
