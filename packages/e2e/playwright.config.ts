import { defineConfig } from '@playwright/test'
import { browserOptions } from './src/browser-options.ts'
import { providerPages } from './src/providers/index.ts'
import { readStage } from './src/stage.ts'

const stage = readStage()
const { appUrl, browser, provider } = stage

const faults = ['*faults.spec.ts']
const apart = ['copied-out.spec.ts', 'newcomer.spec.ts', 'own-checks.spec.ts']
const after = ['canaries.spec.ts']
// What only one provider has is in a folder of its name.
const ofOthers = new RegExp(`/e2e/suite/(?!${provider}/)[^/]+/`)
const notFor = Object.keys(providerPages(stage).notFor ?? {}).map((file) => `**/suite/${file}`)
const ignored = [ofOthers, ...notFor]

export default defineConfig({
  testDir: process.env.E2E_TESTS ?? 'suite',
  testIgnore: ignored,
  fullyParallel: true,
  workers: 2,
  retries: 0,
  timeout: 30_000,
  forbidOnly: true,
  projects: [
    { name: 'app', testIgnore: [...faults, ...apart, ...after, ...ignored] },
    // What takes a stand-in down, or turns it, would disturb the others.
    { name: 'faults', testMatch: faults, testIgnore: ignored, dependencies: ['app'], workers: 1 },
    // What has no use for the app that all share works while those wait.
    // A development server builds each page when it is asked for it.
    {
      name: 'apart',
      testMatch: apart,
      dependencies: ['app'],
      workers: 1,
      expect: { timeout: 20_000 },
    },
    // What looks at the traces of all the others.
    { name: 'after', testMatch: after, dependencies: ['faults'] },
  ],
  outputDir: `test-results/${provider}`,
  use: { baseURL: appUrl, ...browserOptions(browser) },
})
