import { devices, type PlaywrightTestOptions, type PlaywrightWorkerOptions } from '@playwright/test'
import type { Browser } from './browser.ts'

/** How every test has its browser, and what it leaves behind when it fails. */
export function browserOptions({
  executablePath,
  args,
}: Browser): Partial<PlaywrightTestOptions & PlaywrightWorkerOptions> {
  return {
    // As people have it: some SDKs take a browser that is driven for one that is offline.
    userAgent: devices['Desktop Chrome'].userAgent,
    launchOptions: {
      executablePath,
      args: [...args, '--disable-blink-features=AutomationControlled'],
    },
    // The snapshots of every step show what a film would, which costs more than they do.
    trace: { mode: 'retain-on-failure', screenshots: false },
    screenshot: 'only-on-failure',
  }
}
