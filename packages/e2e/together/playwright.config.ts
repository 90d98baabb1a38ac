import { defineConfig } from '@playwright/test'
import { browserOptions } from '../src/browser-options.ts'
import { readTogetherStage } from '../src/stage.ts'

export default defineConfig({
  testDir: '.',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  // Each test goes through every app, some of them many times.
  timeout: 300_000,
  forbidOnly: true,
  outputDir: '../test-results/all',
  use: browserOptions(readTogetherStage().browser),
})
