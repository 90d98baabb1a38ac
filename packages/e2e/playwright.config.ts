import { defineConfig } from '@playwright/test'
import { readStage } from './src/stage.ts'

const { appUrl, browser, provider } = readStage()

const faults = ['faults.spec.ts', 'provider-faults.spec.ts', `suite/${provider}/**`]
const ofOneProvider = 'suite/*/**'
const after = ['canaries.spec.ts']

export default defineConfig({
  testDir: process.env.E2E_TESTS ?? 'suite',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  timeout: 30_000,
  forbidOnly: true,
  projects: [
    { name: 'app', testIgnore: [...faults, ...after, ofOneProvider] },
    // What takes a stand-in down, or turns it, would disturb the others.
    { name: 'faults', testMatch: faults, dependencies: ['app'], workers: 1 },
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
