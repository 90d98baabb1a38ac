import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, onTestFinished, test, vi } from 'vitest'
import { findPins } from '../src/drift/pins.ts'
import { takeNewest } from '../src/drift/take-newest.ts'
import { writePackageLock } from '../src/locks/write.ts'
import { read } from '../src/repository.ts'
import { temporaryFolder, temporaryRepository } from './temporary-repository.ts'

/** Has npm ask a registry of its own, in which `sdk` 1 goes with `core` 1 and not with `core` 2. */
async function smallRegistry(): Promise<void> {
  const versions = (name: string, ...all: string[]) =>
    Object.fromEntries(
      all.map((version) => {
        const peerDependencies = name === 'sdk' ? { core: '^1.0.0' } : {}
        const dist = { tarball: `http://127.0.0.1/${name}.tgz`, integrity: 'sha512-AA==' }
        return [version, { name, version, peerDependencies, dist }]
      }),
    )
  const packages = {
    '/core': { name: 'core', versions: versions('core', '1.0.0', '2.0.0') },
    '/sdk': { name: 'sdk', versions: versions('sdk', '1.0.0') },
  }
  // A process of its own: npm is waited for without events.
  const script = `const packages = ${JSON.stringify(packages)}
    require('http').createServer(({ url }, response) => {
      response.end(JSON.stringify(packages[url]))
    }).listen(0, '127.0.0.1', function () { console.log(this.address().port) })`
  const server = spawn(process.execPath, ['-e', script])
  onTestFinished(() => void server.kill())
  const [port] = await once(server.stdout, 'data')
  vi.stubEnv('npm_config_registry', `http://127.0.0.1:${String(port).trim()}`)
  vi.stubEnv('npm_config_cache', temporaryFolder())
  vi.stubEnv('npm_config_fetch_retries', '0')
  onTestFinished(() => void vi.unstubAllEnvs())
}

test('what “npm ci” would not install is left out, although npm locks it', async () => {
  await smallRegistry()
  const root = temporaryRepository({
    'examples/acme/package.json':
      '{ "name": "acme", "dependencies": { "core": "1.0.0", "sdk": "1.0.0" } }',
    'packages/local/package.json': { name: 'local' },
  })
  writePackageLock(root, 'acme')
  const pins = findPins(root, 'acme').filter(({ name }) => name === 'core')
  const newest = pins.map((pin) => ({
    ...pin,
    release: { version: '2.0.0', integrity: 'sha512-new' },
  }))
  expect(takeNewest(root, 'acme', newest, writePackageLock)).toEqual([
    expect.stringMatching(/^core 2\.0\.0 was left out: npm error code ERESOLVE/),
  ])
  expect(read(root, 'examples/acme/package-lock.json')).not.toContain('2.0.0')
})
