import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Control, startControl } from '../src/faults/control.ts'
import { listen, type PlannedAnswer, startCuttingProxy } from '../src/faults/cutting-proxy.ts'

const parts: Record<string, ChildProcess> = {}
const restarted: string[] = []
const endings: (() => unknown)[] = []
let control: Control
let proxyUrl: string

const command = async (name: string) =>
  (await fetch(`${control.url}/${name}`, { method: 'POST' })).status

/** What a write through the proxy is answered, or that its connection was cut. */
const write = () =>
  fetch(proxyUrl, { method: 'POST' }).then(
    ({ status }) => status,
    () => 'cut',
  )

function startPart(name: string) {
  const part = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' })
  parts[name] = part
  endings.push(() => part.kill('SIGKILL'))
}

beforeEach(async () => {
  const server = createServer((_, response) => response.end('[]'))
  const gatewayUrl = await listen(server)
  endings.push(() => server.close())
  startPart('postgres')
  startPart('gateway')
  const proxy = await startCuttingProxy(gatewayUrl)
  endings.push(proxy.close)
  proxyUrl = proxy.url
  const local = {
    gatewayUrl,
    env: {},
    get pids() {
      return Object.fromEntries(Object.entries(parts).map(([name, { pid = 0 }]) => [name, pid]))
    },
    restart: async (part: string) => {
      restarted.push(part)
      startPart(part)
    },
  }
  control = await startControl(local, proxy)
  endings.push(control.close)
})

afterEach(() => {
  for (const end of endings.splice(0)) end()
  restarted.length = 0
})

it('heals what a test has killed, and leaves the rest as it is', async () => {
  const ended = once(parts.postgres as ChildProcess, 'exit')
  expect(await command('kill/postgres')).toBe(204)
  await ended
  expect(await command('heal')).toBe(204)
  expect(restarted).toEqual(['postgres'])
})

it('heals a proxy that waits for a write to cut', async () => {
  expect(await command('cut-next-write')).toBe(204)
  expect(await command('heal')).toBe(204)
  expect(await write()).toBe(200)
})

it('cuts the next write, and no other', async () => {
  expect(await command('cut-next-write')).toBe(204)
  expect(await write()).toBe('cut')
  expect(await write()).toBe(200)
})

const plan = (body: PlannedAnswer) =>
  fetch(`${control.url}/answer`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

it('answers in InsForge’s place as often as it is told', async () => {
  await plan({ to: 'writes', status: 429, body: '{}', times: 2 })
  expect([await write(), await write(), await write()]).toEqual([429, 429, 200])
  const seen = await (await fetch(`${control.url}/seen`)).json()
  expect(seen).toEqual(Array(3).fill({ method: 'POST', path: '/' }))
})

it('answers reads alone if it is told to, and heals', async () => {
  await plan({ to: 'reads', status: 200, body: 'null' })
  expect(await (await fetch(proxyUrl)).text()).toBe('null')
  expect(await write()).toBe(200)
  await command('heal')
  expect(await (await fetch(proxyUrl)).text()).toBe('[]')
})

it('leaves an answer open until it heals', async () => {
  await plan({ to: 'reads', status: 200, body: '[', stalls: true })
  const answer = await fetch(proxyUrl)
  const body = answer.text().then(
    () => 'ended',
    () => 'cut',
  )
  await command('heal')
  expect(await body).toBe('cut')
})
