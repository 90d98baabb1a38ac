import { defineConfig } from '@playwright/test'
import { browserOptions } from '../src/browser.ts'
import { EXPECT_TIMEOUT, LONG_TIMEOUT, readTogetherStage } from '../src/stage.ts'

export default defineConfig({
  testDir: '.',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  // Each test goes through every app, some of them many times.
  timeout: LONG_TIMEOUT,
  expect: { timeout: EXPECT_TIMEOUT },
  forbidOnly: true,
  outputDir: '../test-results/all',
  use: browserOptions(readTogetherStage().browser),
})
