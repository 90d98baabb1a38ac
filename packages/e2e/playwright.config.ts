import { defineConfig } from '@playwright/test'
import { readStage } from './src/stage.ts'

const { appUrl, browser } = readStage()

export default defineConfig({
  testDir: process.env.E2E_TESTS ?? 'suite',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  timeout: 30_000,
  forbidOnly: true,
  projects: [
    { name: 'app', testIgnore: 'faults.spec.ts' },
    // What takes a stand-in down would disturb the others.
    { name: 'faults', testMatch: 'faults.spec.ts', dependencies: ['app'] },
  ],
  outputDir: 'test-results',
  use: {
    baseURL: appUrl,
    launchOptions: { executablePath: browser.executablePath, args: browser.args },
    trace: 'retain-on-failure',
  },
})
