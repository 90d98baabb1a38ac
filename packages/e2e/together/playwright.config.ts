import { defineConfig } from '@playwright/test'
import { browserOptions } from '../src/browser-options.ts'
import { readTogetherStage } from '../src/stage.ts'
import { EXPECT_TIMEOUT, LONG_TIMEOUT } from '../src/timeouts.ts'

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
