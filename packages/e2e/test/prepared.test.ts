import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { installAndBuildFrom } from '../src/app/prepared.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'prepared-'))
})

afterEach(() => rmSync(folder, { recursive: true }))

/** An app whose build counts in Next's cache how many builds it knows of. */
function writeApp(name: string, dependency: string): string {
  const app = join(folder, name)
  const build = `mkdir -p .next/cache && echo build >> .next/cache/builds && cat node_modules/${dependency}/package.json`
  const packages = {
    '': { dependencies: { [dependency]: `file:${dependency}` } },
    [dependency]: { version: '1.0.0' },
    [`node_modules/${dependency}`]: { resolved: dependency, link: true },
  }
  const files = {
    'package.json': { scripts: { build }, dependencies: packages[''].dependencies },
    'package-lock.json': { lockfileVersion: 3, requires: true, packages },
    [`${dependency}/package.json`]: { name: dependency, version: '1.0.0' },
  }
  for (const [path, json] of Object.entries(files)) {
    mkdirSync(dirname(join(app, path)), { recursive: true })
    writeFileSync(join(app, path), JSON.stringify(json))
  }
  return app
}

async function countBuilds(name: string, dependency: string): Promise<number> {
  const app = writeApp(name, dependency)
  await installAndBuildFrom(join(folder, 'kept'), app, join(folder, 'guard.log'))
  expect(existsSync(join(app, 'node_modules', dependency, 'package.json'))).toBe(true)
  return readFileSync(join(app, '.next/cache/builds'), 'utf8').trim().split('\n').length
}

it('a build goes on from the first one with the same lockfile, and from no other', async () => {
  expect(await countBuilds('first', 'one')).toBe(1)
  expect(await countBuilds('second', 'one')).toBe(2)
  expect(await countBuilds('third', 'one'), 'the second has left nothing').toBe(2)
  expect(await countBuilds('of-another-lockfile', 'two')).toBe(1)
})
