import { defineConfig } from '@playwright/test'
import { browserOptions } from './src/browser-options.ts'
import { providerPages } from './src/providers/index.ts'
import { readStage } from './src/stage.ts'
import { EXPECT_TIMEOUT, TEST_TIMEOUT } from './src/timeouts.ts'

const stage = readStage()
const { appUrl, browser, provider } = stage

const faults = ['*faults.spec.ts', 'journey.spec.ts']
const apart = [
  'copied-out.spec.ts',
  'make-it-yours.spec.ts',
  'newcomer.spec.ts',
  'own-checks.spec.ts',
  'own-pages.spec.ts',
]
const after = ['canaries.spec.ts']
// What only one provider has is in a folder of its name.
const ofOthers = new RegExp(`/e2e/suite/(?!${provider}/)[^/]+/`)
const notFor = Object.keys(providerPages(stage).notFor ?? {})
const leftOut = (process.env.E2E_LEFT_OUT ?? '').split(',').filter((file) => file !== '')
const ignored = [ofOthers, ...[...notFor, ...leftOut].map((file) => `**/suite/${file}`)]

// Which projects run together, and which after them, is in `src/play.ts`.
export default defineConfig({
  testDir: process.env.E2E_TESTS ?? 'suite',
  testIgnore: ignored,
  fullyParallel: true,
  workers: 2,
  retries: 0,
  timeout: TEST_TIMEOUT,
  expect: { timeout: EXPECT_TIMEOUT },
  forbidOnly: true,
  projects: [
    { name: 'app', testIgnore: [...faults, ...apart, ...after, ...ignored] },
    // What takes an emulator down, or changes its settings, would disturb the others.
    { name: 'faults', testMatch: faults, testIgnore: ignored, workers: 1 },
    // What has no use for the app that all share works while those wait.
    { name: 'apart', testMatch: apart, testIgnore: ignored, workers: 1 },
    // What looks at the traces of all the others.
    { name: 'after', testMatch: after, testIgnore: ignored },
  ],
  outputDir: `test-results/${provider}`,
  use: { baseURL: appUrl, ...browserOptions(browser) },
})
