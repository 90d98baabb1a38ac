import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { guardEnvironment, readTrips, staysHere } from '../src/guard/guard.ts'

let folder: string
let log: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'guard-'))
  log = join(folder, 'guard.log')
})

afterEach(() => rmSync(folder, { recursive: true }))

/** Runs a script as the app is run; gives what it printed. */
function runGuarded(script: string): string {
  const env = { ...process.env, ...guardEnvironment(log) }
  return execFileSync(process.execPath, ['-e', script], { env, encoding: 'utf8', stdio: 'pipe' })
}

describe('the loopback guard', () => {
  it.each([
    ['fetch', `fetch('http://outside.example/')`, 'connect outside.example:80'],
    ['http', `require('http').get('http://outside.example/')`, 'connect outside.example:80'],
    ['a socket', `require('net').connect(443, '192.0.2.1')`, 'connect 192.0.2.1:443'],
    ['a socket (IPv6)', `require('net').connect(443, '2001:db8::1')`, 'connect 2001:db8::1:443'],
    ['TLS', `require('tls').connect(443, 'outside.example')`, 'connect outside.example:443'],
    ['HTTP/2', `require('http2').connect('https://a.example')`, 'connect a.example:443'],
    ['a lookup', `require('dns').lookup('a.example', (e) => { throw e })`, 'lookup a.example'],
    ['a promised lookup', `require('dns/promises').resolve4('a.example')`, 'lookup a.example'],
    [
      'a resolver',
      `new (require('dns').Resolver)().resolve('a.example', fail)`,
      'lookup a.example',
    ],
    [
      'a datagram',
      `require('dgram').createSocket('udp4').send('x', 53, '192.0.2.1')`,
      'udp 192.0.2.1',
    ],
    ['a worker', `new Worker("fetch('http://a.example')", { eval: true })`, 'connect a.example:80'],
  ])('refuses and writes down %s that leaves the machine', (_, script, what) => {
    const names = `const { Worker } = require('worker_threads'); const fail = (e) => { throw e };`
    expect(() => runGuarded(names + script)).toThrow('The loopback guard refused')
    expect(readTrips(log).map(({ trip, target }) => `${trip} ${target}`)).toEqual([what])
  })

  it('lets a process talk to this machine, by name and by address', () => {
    const script = `
      const server = require('http').createServer((_, response) => response.end('here'))
      server.listen(0, 'localhost', async () => {
        const { port } = server.address()
        for (const host of ['localhost', '127.0.0.1']) {
          await fetch('http://' + host + ':' + port).then((r) => r.text(), (e) => e.cause.code).then(console.log)
        }
        server.close()
      })`
    expect(runGuarded(script)).toContain('here')
    expect(readTrips(log)).toEqual([])
  })
})

describe('staysHere', () => {
  it.each(['http://localhost:3000/', 'ws://127.0.0.1:1/', 'http://[::1]/', 'data:,x', 'blob:x'])(
    'accepts %s',
    (url) => expect(staysHere(url)).toBe(true),
  )

  it.each([
    'https://a.example/',
    'wss://a.example/',
    'http://localhost.a.example/',
    'http://127.0.0.1.nip.io/',
    'http://localhost@a.example/',
  ])('refuses %s', (url) => expect(staysHere(url)).toBe(false))
})
