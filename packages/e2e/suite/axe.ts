import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect } from './test.ts'

/** Expects that axe finds no barrier on the page as it is now. What colors decide is tried in dark, too. */
export async function expectNoViolations(page: Page): Promise<void> {
  const axe = () => new AxeBuilder({ page })
  await expectNone(page, 'light', axe())
  await expectNone(page, 'dark', axe().withRules('color-contrast'))
}

async function expectNone(page: Page, colorScheme: 'light' | 'dark', axe: AxeBuilder) {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
  await settled(page)
  const { violations } = await axe.analyze()
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html)}`)
  expect(found, `${page.url()}, ${colorScheme}`).toEqual([])
}

/** Waits until no color is changing to another: a provider's form fades regardless of the user's preference. */
async function settled(page: Page): Promise<void> {
  const moving = () =>
    document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY)
      .filter(({ playState }) => playState === 'running').length
  await expect.poll(() => page.evaluate(moving)).toBe(0)
}
