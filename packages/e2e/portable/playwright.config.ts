import { defineConfig } from '@playwright/test'
import { browserOptions } from '../src/browser.ts'
import { EXPECT_TIMEOUT, LONG_TIMEOUT, readPortableStage } from '../src/stage.ts'

export default defineConfig({
  testDir: '.',
  workers: 1,
  retries: 0,
  // Each test installs an example, and compiles its pages twice.
  timeout: LONG_TIMEOUT,
  expect: { timeout: EXPECT_TIMEOUT },
  forbidOnly: true,
  outputDir: '../test-results/portable',
  use: browserOptions(readPortableStage().browser),
})
