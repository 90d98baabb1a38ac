import { defineConfig } from '@playwright/test'

const executablePath = process.env.PLAYWRIGHT_CHROMIUM_PATH

/** Runs against an app that is already up: `npm run build && npm run start`, or a deployment. */
export default defineConfig({
  testDir: '.',
  retries: 0,
  // They bound what hangs, not what is slow, such as a deployment that has to start first.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  use: {
    baseURL: process.env.E2E_BASE_URL ?? 'http://localhost:3000',
    trace: 'retain-on-failure',
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      // Chromium's sandbox does not work for root, as in many containers.
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    },
  },
})
