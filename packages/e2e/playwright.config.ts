import { defineConfig } from '@playwright/test'
import { browserOptions } from './src/browser.ts'
import { loadDriver } from './src/driver.ts'
import { EXPECT_TIMEOUT, readStage, TEST_TIMEOUT } from './src/stage.ts'

const { appUrl, browser, provider } = readStage()
const { notFor = {} } = (await loadDriver(provider)).pages

/** The specs of these names, in the common suite and in the provider's folder. */
const specs = (names: string) =>
  new RegExp(`/e2e/(suite|providers/${provider})/(${names})\\.spec\\.ts$`)

const leftOut = (process.env.E2E_LEFT_OUT ?? '').split(',').filter((file) => file !== '')
const ignored = [...Object.keys(notFor), ...leftOut].map((file) =>
  file.startsWith('*') ? `**/${file}` : `**/suite/${file}`,
)
const faults = specs('.*faults|.*\\.full|addresses|journey')
const apart = specs('body-limits|copied-out|deploy|make-it-yours|newcomer|own-checks')
const after = specs('secret-leaks')

// Which projects run together, and which after them, is in `src/play.ts`.
export default defineConfig({
  testDir: '.',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  timeout: TEST_TIMEOUT,
  expect: { timeout: EXPECT_TIMEOUT },
  forbidOnly: true,
  projects: [
    { name: 'app', testMatch: specs('.*'), testIgnore: [faults, apart, after, ...ignored] },
    // What takes an emulator down, or changes its settings, would disturb the others.
    { name: 'faults', testMatch: faults, testIgnore: ignored, workers: 1 },
    // What has no use for the app that all share works while those wait.
    { name: 'apart', testMatch: apart, testIgnore: ignored, workers: 1 },
    // What looks at the traces of all the others.
    { name: 'after', testMatch: after, testIgnore: ignored },
    { name: 'screenshots', testMatch: '**/screenshots/*.spec.ts' },
  ],
  outputDir: `test-results/${provider}`,
  use: { baseURL: appUrl, ...browserOptions(browser) },
})
