import { createUser } from '../src/driver.ts'
import { fetchAlone } from '../src/fetch.ts'
import { withApp } from './app.ts'
import { ask, cookieHeader, goodSession } from './session.ts'
import { expect, provider, signIn, stage, test } from './test.ts'

const evil = 'https://outside.example/'

test('a page that asks for something outside is noticed', async ({ page, outside }) => {
  // The emulator's page has no policy against it; the app's own stops it before it is asked for.
  await page.goto(stage.emulatorUrl)
  await page.evaluate((url) => {
    location.href = url
  }, evil)
  await expect.poll(() => outside).toEqual([evil])
  outside.length = 0
})

test('a browser gets nowhere outside, not even by number', async ({ page, outside }) => {
  const urls = [evil, 'http://192.0.2.1/']
  for (const url of urls) await expect(page.goto(url)).rejects.toThrow('ERR_NAME_NOT_RESOLVED')
  expect(outside.splice(0)).toEqual(urls)
})

test('the policy stops a script that is not the app’s', async ({ page, outside, violations }) => {
  await signIn(page)
  const planted = `<script>planted = 1</script><img src="${evil}" onerror="planted = 2">`
  await page.route('/todos', async (route) => {
    const response = await route.fetch()
    const body = (await response.text()).replace('<main', `${planted}<main`)
    await route.fulfill({ response, body })
  })
  await page.goto('/todos')
  await expect.poll(() => violations.length).toBe(3)
  expect(await page.evaluate(() => 'planted' in window)).toBe(false)
  expect(violations.splice(0).join()).toMatch(/script-src-elem inline.*script-src-attr inline/)
  // Wanted, and refused before it was sent.
  expect(outside.splice(0)).toEqual([evil])
})

test('a script that talks to another site is stopped', async ({ page, outside, violations }) => {
  await signIn(page)
  await page.evaluate((url) => fetch(url).catch(() => undefined), evil)
  const violation = expect.stringContaining('connect-src https://outside')
  await expect.poll(() => violations).toEqual([violation])
  violations.length = 0
  outside.length = 0
})

test('every page carries a policy with a nonce of its own that is strict', async ({ page }) => {
  await page.goto('/todos')
  await provider.signInWrongly(page, await createUser(stage))
  const nonces = new Set<string>()
  const paths = ['/', '/todos', provider.signInFailed, '/no-such-page', ...provider.starts]
  for (const path of paths) {
    const response = await page.request.get(path, { maxRedirects: 0 })
    const headers = response.headers()
    const policy = headers['content-security-policy'] ?? ''
    nonces.add(/'nonce-([^']+)'/.exec(policy)?.[1] ?? '')
    const [styles = ''] = /style-src-elem [^;]*/.exec(policy) ?? []
    if (path !== provider.inlineStyles) expect(styles, path).not.toContain("'unsafe-inline'")
    // Style attributes run no script.
    const attributes = "style-src-attr 'unsafe-inline'"
    expect(policy, path).toContain(attributes)
    const others = policy.replace(styles, '').replace(attributes, '')
    expect(others, path).not.toMatch(/unsafe-inline|unsafe-eval/)
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'strict-origin-when-cross-origin',
      'cross-origin-resource-policy': 'same-origin',
    })
    expect(headers).not.toHaveProperty('x-powered-by')
  }
  expect(nonces.size).toBe(paths.length)
})

test('no answer to a user, and none that begins or ends a session, is kept', async ({
  context,
}) => {
  const { good } = await goodSession(context)
  const { callback, signInFailed, signOutRoute = '/', starts } = provider
  const ready = '/api/health/ready'
  for (const path of ['/', '/todos', ready, signInFailed, callback, ...starts, signOutRoute]) {
    for (const session of [good, {}]) {
      const headers = { cookie: cookieHeader(session) }
      const answer = await fetchAlone(`${stage.appUrl}${path}`, { headers, redirect: 'manual' })
      expect(answer.headers.get('cache-control'), path).toContain('no-store')
    }
  }
})

test('browsers stay on https where the app is reached by it', async () => {
  const policyOf = async (url: string) =>
    (await fetchAlone(url, { redirect: 'manual' })).headers.get('strict-transport-security')
  const env = { ...stage.env, ...provider.reachedAt('https://app.example') }
  await withApp('start', { env }, async ({ url }) => {
    for (const path of ['/', '/todos', '/no-such-page']) {
      expect(await policyOf(`${url}${path}`), path).toBe('max-age=63072000')
      expect(await policyOf(`${stage.appUrl}${path}`), path).toBe(null)
    }
  })
})

test('nothing answers for images that the app does not have', async () => {
  const query = new URLSearchParams({ url: '/icon.svg', w: '64', q: '75' })
  expect((await ask(`/_next/image?${query}`)).status).toBe(404)
})
