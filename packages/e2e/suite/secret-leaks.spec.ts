import { readdirSync, readFileSync } from 'node:fs'
import { createServer, request } from 'node:http'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { findSecrets } from '../src/find-secrets.ts'
import { listen } from '../src/listen.ts'
import { call, ownActionIds } from './actions.ts'
import * as list from './list.ts'
import { routes } from './routes.ts'
import { expectNothingOf, secrets } from './secrets.ts'
import { askPayload, goodSession, sessionCookies } from './session.ts'
import { expect, provider, session, signInByForm, stage, test } from './test.ts'

/** Starts a proxy for a browser that keeps everything that is answered, redirects included: its headers
 * and its body, which was not compressed, by method and URL. */
async function startRecordingProxy() {
  const answers: { what: string; text: string }[] = []
  const server = createServer((incoming, outgoing) => {
    const { url = '', method = 'GET' } = incoming
    const headers = { ...incoming.headers, 'accept-encoding': 'identity' }
    const upstream = request(url, { method, headers }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.once('close', () => {
        const lines = Object.entries(answer.headers).flatMap(([name, value]) =>
          [value].flat().map((one) => `${name}: ${one}`),
        )
        const text = [...lines, Buffer.concat(chunks).toString('latin1')].join('\n')
        answers.push({ what: `${method} ${url}`, text })
      })
      outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders)
      answer.pipe(outgoing)
    })
    upstream.once('error', () => incoming.socket.destroy())
    outgoing.once('close', () => upstream.destroy())
    incoming.pipe(upstream)
  })
  const close = () => {
    server.closeAllConnections()
    server.close()
  }
  return { url: await listen(server), answers, close }
}

/** An answer without the session's cookies, where these are tokens: those that no script can read, or
 * that the provider's own scripts have to. */
function forScripts(text: string): string {
  const isKept = (line: string) => {
    const [, name = '', rest = ''] = /^set-cookie: ([^=]+)=(.*)/i.exec(line) ?? []
    const isHidden = session.scriptsReadCookies || /; HttpOnly/i.test(rest)
    return session.tokensAreCookies && session.isPart(name) && isHidden
  }
  const lines = text.split('\n').filter((line) => !isKept(line))
  return lines.join('\n')
}

/** Does everything that the app can do, and lets it fail where it can. */
async function clickThrough(page: Page) {
  await list.add(page, 'milk')
  await list.toggle(page, 'milk')
  await list.rename(page, 'milk', 'oat milk')
  await list.follow(page, 'Done')
  await expect(page).toHaveURL('/todos?filter=done')
  await list.remove(page, 'oat milk')
  await list.stored(page, () => list.press(page, 'Undo'))
  await page.reload()
  await expect(list.checkbox(page, 'oat milk')).toBeVisible()
}

test('there are secrets to look for', () => {
  const names = Object.keys(secrets)
  const known = ['INSFORGE_JWT_SECRET', 'INSFORGE_API_KEY', 'DATABASE']
  expect(names).toEqual(expect.arrayContaining(known))
  expect(names.length).toBeGreaterThan(4)
})

test('nothing that a browser gets from the app holds a secret or a token', async ({ browser }) => {
  const proxy = await startRecordingProxy()
  const context = await browser.newContext({ proxy: { server: proxy.url } })
  const page = await context.newPage()
  const { email } = await signInByForm(page)
  const good = await sessionCookies(page)
  await clickThrough(page)
  const all = { ...secrets, ...(await session.tokens(good, stage)) }
  // A file is no page. What is in it is looked at below.
  const pages = routes.filter((route) => route !== '/account/export')
  for (const path of [...pages, '/no-such-page', `${provider.callback}?code=x&state=y`]) {
    await page.goto(path)
  }
  await context.close()
  proxy.close()

  const fromApp = proxy.answers.filter(({ what }) => what.includes(` ${stage.appUrl}/`))
  const asked = fromApp.map(({ what }) => what.replace(stage.appUrl, ''))
  const seen = ['/', provider.signInPath('/todos'), provider.callback, '/_next/']
  for (const begin of ['POST /', ...seen.map((path) => `GET ${path}`)]) {
    const found = asked.some((what) => what.startsWith(begin))
    expect(found, begin).toBe(true)
  }
  const shown = fromApp.filter(({ text }) => findSecrets(text, { email }).length > 0)
  expect(shown.length, 'the search finds what is shown').toBeGreaterThan(0)
  for (const { what, text } of fromApp) expectNothingOf(all, what, forScripts(text))
})

test('no payload and no answer to a call holds a secret or a token', async ({ context }) => {
  const { good, email } = await goodSession(context)
  const all = { ...secrets, ...(await session.tokens(good, stage)) }
  for (const route of routes) {
    expectNothingOf(all, route, (await askPayload(route, good)).body)
  }
  const { body } = await askPayload('/todos', good)
  expect(body, 'a payload has the user’s name').toContain(email)
  for (const [name, id] of Object.entries(ownActionIds)) {
    for (const what of [{ form: {} }, { args: [null] }, { body: '["$K1"]' }]) {
      expectNothingOf(all, name, (await call(id, what, good)).body)
    }
  }
})

test('what was built for browsers and servers holds no secret', () => {
  const build = join(stage.appDir, '.next')
  const files = readdirSync(build, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
  expect(files.some((file) => file.includes('/static/'))).toBe(true)
  expect(files.some((file) => file.endsWith('.map'))).toBe(true)
  for (const file of files) {
    expect(findSecrets(readFileSync(file, 'latin1'), secrets), file).toEqual([])
  }
})

// After all that the suite did to it.
test('the log of the app holds no secret, token, cookie, code or address', async ({ page }) => {
  const { good } = await goodSession(page.context())
  const tokens = await session.tokens(good, stage)
  await page.goto(`${provider.callback}?code=x&state=y`)
  const log = readFileSync(join(stage.scratch, 'app.log'), 'utf8')
  expect(log).not.toBe('')
  expectNothingOf({ ...secrets, ...tokens }, 'app.log', log)
  const traces = {
    'a cookie': session.sealed,
    'an address of a person': /[\w-]+@example\.com/,
    'a code or a state': /\b(code|code_verifier|state)=/,
  }
  for (const [what, trace] of Object.entries(traces)) {
    expect(trace.exec(log)?.[0], what).toBeUndefined()
  }
})
