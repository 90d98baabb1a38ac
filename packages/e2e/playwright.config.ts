import { defineConfig } from '@playwright/test'
import { readStage } from './src/stage.ts'

const { appUrl, browser, provider } = readStage()

const faults = ['*faults.spec.ts']
const after = ['canaries.spec.ts']
// What only one provider has is in a folder of its name.
const ofOthers = new RegExp(`/e2e/suite/(?!${provider}/)[^/]+/`)

export default defineConfig({
  testDir: process.env.E2E_TESTS ?? 'suite',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  timeout: 30_000,
  forbidOnly: true,
  projects: [
    { name: 'app', testIgnore: [...faults, ...after, ofOthers] },
    // What takes a stand-in down, or turns it, would disturb the others.
    { name: 'faults', testMatch: faults, testIgnore: ofOthers, dependencies: ['app'], workers: 1 },
    // What looks at the traces of all the others.
    { name: 'after', testMatch: after, dependencies: ['faults'] },
  ],
  outputDir: 'test-results',
  use: {
    baseURL: appUrl,
    launchOptions: { executablePath: browser.executablePath, args: browser.args },
    trace: 'retain-on-failure',
  },
})
