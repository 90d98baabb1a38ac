import { readFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { processesIn } from '@insforge-auth-starters/local/runtime'
import { copyApp, withApp } from './app.ts'
import { ask } from './session.ts'
import { expect, test } from './test.ts'

const CALLERS = 30
const SENT = 9_500_000
const MEGABYTE = 1024 * 1024

/** Sends most of a body, and waits: resolves once the server has taken it, or hung up. */
async function stall(url: string): Promise<Socket> {
  const { hostname, port, host } = new URL(url)
  const socket = connect(Number(port), hostname)
  socket.on('error', () => {})
  const head = ['POST / HTTP/1.1', `Host: ${host}`, `Content-Length: ${SENT + 100_000}`, '', '']
  await new Promise((resolve) => {
    socket.once('close', resolve)
    socket.write(head.join('\r\n'))
    socket.write(Buffer.alloc(SENT, 'x'), resolve)
  })
  return socket
}

/** The memory of all processes that run in a folder, in bytes. */
const memoryOf = (folder: string) =>
  processesIn(folder)
    .map((pid) => /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
    .reduce((sum, kilobytes) => sum + Number(kilobytes) * 1024, 0)

test('callers that stall with a large body take little memory', async () => {
  const { app } = copyApp('limits')
  await withApp('start', { app }, async ({ url }) => {
    for (let warm = 0; warm < 10; warm++) await ask(`${url}/`, { method: 'POST', body: 'x' })
    const before = memoryOf(app)
    const sockets = await Promise.all(Array.from({ length: CALLERS }, () => stall(url)))
    // It has read what there is to read, and answers others.
    expect((await ask(`${url}/`)).status).toBe(200)
    const each = (memoryOf(app) - before) / CALLERS
    for (const socket of sockets) socket.destroy()
    expect(each).toBeLessThan(2 * MEGABYTE)
  })
})
