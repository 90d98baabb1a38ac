import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { clerk } from '../../../src/providers/clerk/index.ts'
import { fetchScripts, scriptPackages } from '../../../src/providers/clerk/scripts.ts'
import { tempFolder } from '../../temp.ts'
import { send } from '../mail/start.ts'
import { startEmulator } from './fixture.ts'

describe('Clerk’s scripts', () => {
  it.each(['NEXT_PUBLIC_CLERK_JS_URL', 'NEXT_PUBLIC_CLERK_UI_URL'] as const)(
    'are where the app looks for them: %s',
    async (name) => {
      const { context } = await startEmulator()
      const url = clerk.environment(context)[name]
      const response = await fetch(url, { headers: { connection: 'close' } })
      expect(response.status).toBe(200)
      expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
      expect((await response.text()).length).toBeGreaterThan(100_000)
    },
  )

  const [major = '', minor = ''] = scriptPackages['clerk-js'].version.split('.')
  it.each([
    [`clerk-js@${major}.${minor}/dist/clerk.browser.js`, 200],
    [`clerk-js@${scriptPackages['clerk-js'].version}/dist/clerk.browser.js`, 200],
    ['clerk-js@5/dist/clerk.browser.js', 404],
    [`clerk-js@${major}.${minor.slice(0, 1)}/dist/clerk.browser.js`, 404],
    [`clerk-js@${major}/dist/nothing.js`, 404],
    ['ui@1/dist/ClerkUI.js.map', 404],
    ['clerk-js@6/dist/..%2F.fetch-x%2Fx.js', 404],
    ['backend@3/dist/index.js', 501],
  ])('are served by their version, and nothing else is: %s', async (path, status) => {
    expect((await send(await startEmulator(), `/npm/@clerk/${path}`)).status).toBe(status)
  })
})

describe('a package of scripts', () => {
  /** A registry of npm's that has one small package, and a cache in which it is not yet. */
  async function registry() {
    const { path: folder, remove } = tempFolder()
    onTestFinished(remove)
    mkdirSync(join(folder, 'package/dist'), { recursive: true })
    const name = '@clerk/small'
    const manifest = { name, version: '1.0.0' }
    writeFileSync(join(folder, 'package/package.json'), JSON.stringify(manifest))
    writeFileSync(join(folder, 'package/dist/small.js'), 'small()')
    const file = join(folder, 'small.tgz')
    execFileSync('tar', ['-czf', file, '-C', folder, 'package'])
    const archive = readFileSync(file)
    const server = createServer((request, response) => {
      const isArchive = request.url === '/small.tgz'
      const dist = { tarball: `http://${request.headers.host}/small.tgz` }
      const versions = { '1.0.0': { ...manifest, dist } }
      response.end(isArchive ? archive : JSON.stringify({ name, versions }))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    vi.stubEnv('npm_config_registry', url)
    vi.stubEnv('npm_config_cache', join(folder, 'npm'))
    onTestFinished(() => void vi.unstubAllEnvs())
    const integrity = `sha512-${createHash('sha512').update(archive).digest('base64')}`
    return { pinned: { ...manifest, integrity }, cache: join(folder, 'cache'), server }
  }

  it('is fetched once and whole, also when several ask at the same time', async () => {
    const { pinned, cache, server } = await registry()
    const folders = await Promise.all([1, 2, 3].map(() => fetchScripts(pinned, cache)))
    expect(new Set(folders).size).toBe(1)
    server.close()
    const folder = await fetchScripts(pinned, cache)
    expect(readFileSync(join(folder, 'small.js'), 'utf8')).toBe('small()')
    expect(readdirSync(cache)).toEqual(['@clerk+small@1.0.0'])
  })

  it('is refused when it is not the one that was tested', async () => {
    const { pinned, cache } = await registry()
    const other = { ...pinned, integrity: `sha512-${'A'.repeat(86)}==` }
    await expect(fetchScripts(other, cache)).rejects.toThrow(
      'npm has another @clerk/small 1.0.0 than the one that was tested.',
    )
    expect(readdirSync(cache)).toEqual([])
  })

  it('that npm cannot reach is told in a sentence', async () => {
    const { pinned, cache } = await registry()
    vi.stubEnv('npm_config_registry', 'http://127.0.0.1:9')
    vi.stubEnv('npm_config_fetch_retry_mintimeout', '1')
    await expect(fetchScripts(pinned, cache)).rejects.toThrow(
      'Clerk’s scripts could not be fetched: “npm pack @clerk/small@1.0.0” failed.',
    )
    expect(readdirSync(cache)).toEqual([])
  })
})
