import type { Browser, BrowserContext, Page, Request } from '@playwright/test'

/** What opening a page in a browser comes to; times in milliseconds since the navigation began. */
export interface Opened {
  /** When its first row was on the screen. */
  painted: number
  /** From a click on a todo's check to the frame that shows it, if there is one; by a link alone. */
  click: number | undefined
  /** Bytes of the app's scripts, as they were sent, and of scripts from elsewhere. */
  scripts: number
  otherScripts: number
  /** Requests to the app, files of the build left out. */
  requests: number
}

/** How a page is opened: in a blank tab, as from a bookmark, or by a link of the app itself. */
export type Arrival = 'blank' | 'link'

/** The cookies of a browser, without which the app leads to the sign-in. */
export type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>

/** Opens a page in a browser that has nothing of it yet but the session. */
export async function openPage(
  browser: Browser,
  url: string,
  cookies: Cookies,
  row: string,
  arrival: Arrival,
): Promise<Opened> {
  const context = await browser.newContext()
  try {
    await context.addCookies(cookies)
    const page = await context.newPage()
    if (arrival === 'link') await page.goto(new URL('/icon.svg', url).href)
    const { origin } = new URL(url)
    const asked: Request[] = []
    page.on('requestfinished', (request) => asked.push(request))
    await page.addInitScript(watchForRow(row))
    if (arrival === 'link') await page.evaluate((to) => location.assign(to), url)
    else await page.goto(url)
    const painted = await readPaint(page)
    await page.waitForLoadState('networkidle')
    const isOwn = (request: Request) => request.url().startsWith(origin)
    const scripts = asked.filter((request) => request.resourceType() === 'script')
    // It is a write, whose requests are none of the view's: the other way of arriving counts those.
    const click =
      arrival === 'link' ? await page.evaluate<number | undefined>(clickCheck) : undefined
    return {
      painted,
      click,
      scripts: await bytesOf(scripts.filter(isOwn)),
      otherScripts: await bytesOf(scripts.filter((request) => !isOwn(request))),
      requests: asked.filter((request) => isOwn(request) && !isFile(request)).length,
    }
  } finally {
    await context.close()
  }
}

/** For the page: notes the moment after the frame in which the row is there first. As a text, because
 * what runs this file adds calls to its functions that a page does not know. */
const watchForRow = (selector: string) => `requestAnimationFrame(function look() {
  if (!document.querySelector(${JSON.stringify(selector)})) return requestAnimationFrame(look)
  const { port1, port2 } = new MessageChannel()
  port1.onmessage = () => { window.painted = performance.now() }
  port2.postMessage(undefined)
})`

const clickCheck = `new Promise((resolve) => {
  const check = document.querySelector('[role=checkbox]')
  if (!check) return resolve(undefined)
  const began = performance.now()
  const before = check.ariaChecked
  check.click()
  requestAnimationFrame(function look() {
    const now = document.querySelector('[role=checkbox]')
    if (now.ariaChecked === before) return requestAnimationFrame(look)
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => resolve(performance.now() - began)
    port2.postMessage(undefined)
  })
})`

async function readPaint(page: Page): Promise<number> {
  const painted = await page.waitForFunction(() => (window as { painted?: number }).painted)
  return (await painted.jsonValue()) ?? Number.NaN
}

const isFile = (request: Request) =>
  /^\/(_next\/static\/|\w+\.\w+$)/.test(new URL(request.url()).pathname)

async function bytesOf(requests: readonly Request[]): Promise<number> {
  const sizes = await Promise.all(requests.map((request) => request.sizes()))
  return sizes.reduce((sum, { responseBodySize }) => sum + responseBodySize, 0)
}
