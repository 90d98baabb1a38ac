import { defineConfig } from '@playwright/test'
import { readStage } from './src/stage.ts'

const { appUrl, browser } = readStage()

export default defineConfig({
  testDir: 'suite',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  timeout: 30_000,
  outputDir: 'test-results',
  use: {
    baseURL: appUrl,
    launchOptions: { executablePath: browser.executablePath, args: browser.args },
    trace: 'retain-on-failure',
  },
})
