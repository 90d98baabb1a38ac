import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type App, inTurn, startApp } from '../../src/cli/app.ts'
import { freePort } from '../../src/runtime/ports.ts'
import { tempFolder } from '../temp.ts'

let folder: ReturnType<typeof tempFolder>
const started: App[] = []

/** In place of Next: answers on its port, and says when it was asked. */
const next = `
const { createServer } = require('node:http')
const port = Number(process.argv.at(-1))
console.log('a warning\\n\\u001b[?25h\\n GET / 200 in 5ms')
createServer((_, response) => { console.log('asked'); response.end() }).listen(port, 'localhost')`

beforeEach(async () => {
  folder = tempFolder()
  await mkdir(join(folder.path, 'node_modules/next/dist/bin'), { recursive: true })
  writeFileSync(join(folder.path, 'node_modules/next/dist/bin/next'), next)
})
afterEach(async () => {
  await Promise.all(started.splice(0).map((app) => app.stop()))
  folder.remove()
})

async function serve(name: string, startedWhen: 'answering' | 'listening', port?: number) {
  const url = `http://localhost:${port ?? (await freePort())}`
  const lines: string[] = []
  const supervisedIn = join(folder.path, name)
  const app = await startApp({
    folder: folder.path,
    port: Number(new URL(url).port),
    supervisedIn,
    env: process.env,
    startedWhen,
    onLine: (line) => lines.push(line),
    signal: new AbortController().signal,
  })
  started.push(app)
  return { app, url, lines, log: () => readFileSync(join(supervisedIn, 'logs/app.log'), 'utf8') }
}

test('an app that is alone has been asked for its first page, which compiles it', async () => {
  const { log } = await serve('alone', 'answering')
  // What an app says reaches its log after what it answers.
  await expect.poll(log).toContain('asked')
})

test('what Next says when all is well is only in the log', async () => {
  const { lines, log } = await serve('alone', 'listening')
  await expect.poll(log).toContain('GET / 200')
  expect(lines).toEqual(['a warning'])
})

test('an app among others only listens: nothing is compiled before it is asked for', async () => {
  const { url, log } = await serve('among', 'listening')
  expect(log()).not.toContain('asked')
  expect((await fetch(url)).status).toBe(200)
})

test('several are one: what ends one of them is told, and they stop together', async () => {
  const urls: string[] = []
  const all = await inTurn(['one', 'two', 'three'], async (name) => {
    const { app, url } = await serve(name, 'listening')
    urls.push(url)
    return app
  })
  for (const url of urls) expect((await fetch(url)).status).toBe(200)
  process.kill(JSON.parse(readFileSync(join(folder.path, 'two/pids/app.json'), 'utf8')).pid)
  expect((await all.failed).message).toContain(join(folder.path, 'two/logs/app.log'))
  await all.stop()
  for (const url of urls) await expect(fetch(url)).rejects.toThrow('fetch failed')
})

test('one that does not start stops those before it, and none after it is started', async () => {
  const taken = await freePort()
  const other = createServer().listen(taken, '127.0.0.1')
  await once(other, 'listening')
  const urls: string[] = []
  const starting = inTurn([undefined, taken, undefined], async (port) => {
    const { app, url } = await serve(`${urls.length}`, 'listening', port)
    urls.push(url)
    return app
  })
  await expect(starting).rejects.toThrow(`Port ${taken} (the app) is taken`)
  expect(urls).toHaveLength(1)
  for (const url of urls) await expect(fetch(url)).rejects.toThrow('fetch failed')
  other.close()
})
