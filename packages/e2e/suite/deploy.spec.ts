import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { findProvider, type Local, startLocal } from '@insforge-auth-starters/local'
import { freePort, Part, run } from '@insforge-auth-starters/local/runtime'
import type { Page } from '@playwright/test'
import { answers, linkTree, ownVariables } from '../src/app.ts'
import { buildByHand, type Image } from '../src/dockerfile.ts'
import { createUser } from '../src/driver.ts'
import { plainEnvironment } from '../src/environment.ts'
import { fetchAlone } from '../src/fetch.ts'
import { guardEnvironment, readTrips } from '../src/guard/guard.ts'
import { startNginx } from '../src/nginx-proxy.ts'
import { fingerprint } from '../src/ship.ts'
import { type AppStage, FULL, LONG_TIMEOUT, START_TIMEOUT } from '../src/stage.ts'
import { startTlsProxy, type Target } from '../src/tls-proxy.ts'
import { copyApp } from './app.ts'
import * as list from './list.ts'
import { expect, provider, session, stage, test } from './test.ts'

// In one worker, one after the other: all run what is built once. A failed one stops no other.
test.describe.configure({ mode: 'default' })
test.use({ ignoreHTTPSErrors: true })

const PLANTED = 'planted-0123456789-planted-0123456789'
const guardLog = join(stage.scratch, 'deploy.guard.log')
let image: Image
let workdir: string
let built: string

test.beforeAll(async () => {
  test.setTimeout(LONG_TIMEOUT)
  const { app } = copyApp('image', 'to build')
  for (const file of ['.env', '.env.local', '.env.production']) {
    writeFileSync(join(app, file), `INSFORGE_JWT_SECRET=${PLANTED}\n`)
  }
  image = await buildByHand({
    context: app,
    // After a test that failed, those behind it build it again.
    scratch: mkdtempSync(`${app}-stages-`),
    env: { ...plainEnvironment(), ...guardEnvironment(guardLog) },
    // What it would install is what the example was installed with; its compiler goes on from there.
    inPlaceOf: {
      'npm ci': (folder) => {
        const lock = (of: string) => readFileSync(join(of, 'package-lock.json'), 'utf8')
        expect(lock(folder)).toBe(lock(app))
        linkTree(join(app, 'node_modules'), join(folder, 'node_modules'))
        cpSync(join(app, '.next/cache'), join(folder, '.next/cache'), { recursive: true })
      },
    },
  })
  workdir = join(image.folder, image.workdir)
  built = fingerprint(workdir)
})

/** Runs a command of the image, which serves at `url`. */
function inImage(url: string, env: Readonly<Record<string, string>>) {
  const { hostname, port } = new URL(url)
  return {
    ...plainEnvironment(),
    ...image.env,
    // In its container it would listen on all addresses.
    ...{ HOSTNAME: hostname, PORT: port },
    ...ownVariables(stage.appDir, env),
    ...guardEnvironment(guardLog),
  }
}

/** Starts an instance, as a container of the image would be. */
async function startInstance(url: string, variables: Readonly<Record<string, string>>) {
  const [command = '', ...args] = image.command
  const env = inImage(url, variables)
  const logFile = join(stage.scratch, `instance-${new URL(url).port}.log`)
  const part = await Part.start({ name: 'The instance', command, args, cwd: workdir, env }, logFile)
  await part.readyWhen(START_TIMEOUT, () => answers(url))
  return part
}

const newUrl = async () => `http://localhost:${await freePort()}`

test('the image is made of what its lines copy, has no variable, and does not run as root', () => {
  expect(image).toMatchObject({ user: 'node', command: ['node', 'server.js'] })
  const files = built.split('\n').map((line) => line.slice(line.indexOf('  ') + 2))
  expect(files).toContain('.next/BUILD_ID')
  expect(files.filter((file) => /(^|\/)\.env/.test(file))).toEqual([])
  const own = files.filter((file) => !file.startsWith('node_modules/'))
  const planted = own.filter((file) =>
    readFileSync(join(workdir, file), 'latin1').includes(PLANTED),
  )
  expect(planted).toEqual([])
})

const proxies = {
  'a proxy': startTlsProxy,
  ...(FULL && { nginx: (targets: readonly Target[]) => startNginx(targets, stage.scratch) }),
}

for (const [what, startProxy] of Object.entries(proxies)) {
  test(`a user goes on while one of two instances behind ${what} is killed, and readiness tells what is down`, async ({
    page,
  }) => {
    test.setTimeout(LONG_TIMEOUT)
    const [one, two] = [await newUrl(), await newUrl()]
    const proxy = await startProxy([
      { url: one, host: 'kept' },
      { url: two, host: 'forwarded' },
    ])
    try {
      await expectNoOneNotices(page, proxy.url, [one, two])
    } finally {
      await proxy.close()
    }
  })
}

/** Expects that a signed-in user goes on when the first of two instances is killed. */
async function expectNoOneNotices(
  page: Page,
  appUrl: string,
  [one, two]: readonly [string, string],
) {
  const own = findProvider(stage.provider)
  if (!own) throw new Error(`There is no provider ${stage.provider}`)
  const local = await startLocal({
    provider: own,
    appUrl,
    appDir: stage.appDir,
    stateDir: join(stage.scratch, 'deploy-state'),
    migrationsDir: join(stage.appDir, 'migrations'),
    ports: { gateway: 0, emulator: 0 },
  })
  const { env, emulatorUrl = '', gatewayUrl } = local
  const instances: Part[] = []
  try {
    for (const url of [one, two]) instances.push(await startInstance(url, env))
    const [command = '', ...args] = image.healthCheck
    await run(command, args, { cwd: workdir, env: inImage(one, env) })

    const app = { ...stage, appUrl, emulatorUrl, gatewayUrl, env }
    // Without its scripts and styles the app would still store a todo.
    const statuses = new Set<number>()
    page.on('response', (response) => {
      if (response.url().includes('/_next/static/')) statuses.add(response.status())
    })
    await signIn(page, app)
    await list.add(page, 'milk')
    expect([...statuses]).toEqual([200])
    const cookies = await page.context().cookies(appUrl)
    const parts = cookies.filter(({ name }) => session.isPart(name))
    expect(parts).not.toEqual([])
    for (const { name, secure } of parts) expect(secure, name).toBe(!session.plainAtLocalhost)

    await kill(instances[0])
    await list.add(page, 'bread')
    await page.reload()
    await expect(list.rows(page)).toHaveText([/bread/, /milk/])
    await expectReadiness(two, local)
  } finally {
    for (const instance of instances) await instance.stop()
    await local.stop()
  }
}

async function signIn(page: Page, app: AppStage) {
  const person = await createUser(app)
  await page.goto(`${app.appUrl}/todos`)
  await provider.signIn(page, person, app)
  await expect(list.field(page)).toBeVisible()
}

async function kill(part?: Part) {
  part?.child.kill('SIGKILL')
  expect(await part?.ended).toBe('SIGKILL')
}

/** Takes InsForge and then the provider down, and expects that an instance reports each, and no more. */
async function expectReadiness(url: string, { pids, restart }: Local) {
  // An answer is kept for ten seconds.
  const ready = async () => {
    const answer = await fetchAlone(`${url}/api/health/ready`)
    return `${answer.status} ${await answer.text()}`
  }
  const expectReady = (said: string) => expect.poll(ready, { timeout: START_TIMEOUT }).toBe(said)
  const take = (part: string) => process.kill(pids[part] ?? 0, 'SIGKILL')
  await expectReady('200 {"status":"ok"}')
  take('gateway')
  await expectReady('503 {"status":"insforge"}')
  expect((await fetchAlone(`${url}/api/health`)).status).toBe(200)
  await restart('gateway')
  take('emulator')
  await expectReady('503 {"status":"provider"}')
  await restart('emulator')
  await expectReady('200 {"status":"ok"}')
}

test('an instance ends within ten seconds of SIGTERM, and answers who has asked before', async () => {
  const url = await newUrl()
  const env = { ...stage.env, ...provider.reachedAt('https://app.example') }
  const instance = await startInstance(url, env)
  try {
    const { headers } = await fetchAlone(`${url}/todos`, { redirect: 'manual' })
    expect(headers.get('strict-transport-security')).toBe('max-age=63072000')
    const [slow, stalled] = [await beginPost(url), await beginPost(url)]
    const begin = performance.now()
    process.kill(instance.pid, 'SIGTERM')
    // From now on it takes no one else.
    await expect.poll(() => answers(url)).toBe(false)
    expect(await slow.finish()).toMatch(/^HTTP\/1\.1 [2-5]/)
    expect(await instance.ended).toBe('exit code 143')
    expect(performance.now() - begin).toBeLessThan(10_000)
    stalled.socket.destroy()
  } finally {
    await instance.stop()
  }
})

/** Begins to send a body, which the app waits for. */
async function beginPost(url: string) {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  const received: string[] = []
  socket.setEncoding('utf8').on('data', (text: string) => received.push(text))
  const lines = ['POST /todos HTTP/1.1', 'Host: localhost', 'Content-Length: 2']
  socket.write(`${[...lines, 'Expect: 100-continue'].join('\r\n')}\r\n\r\n`)
  await expect.poll(() => received.join('')).toContain('100 Continue')
  received.length = 0
  socket.write('a')
  return {
    socket,
    async finish() {
      socket.write('b')
      await expect.poll(() => received.join('')).toContain('HTTP/1.1 ')
      return received.join('')
    },
  }
}

test('the app wrote nothing into its image, and asked for nothing outside', () => {
  expect(fingerprint(workdir)).toBe(built)
  expect(readTrips(guardLog)).toEqual([])
})
