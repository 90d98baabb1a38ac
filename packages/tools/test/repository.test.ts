import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { findUnlistedBuilds } from '../src/checks/builds.ts'
import { findEscapes } from '../src/checks/escapes.ts'
import { listFiles, statOf } from '../src/files.ts'
import { readKnownPackages } from '../src/locks/check.ts'
import { findRegistryHosts } from '../src/locks/hosts.ts'
import { readPnpmLock } from '../src/locks/pnpm-lock.ts'
import { readPackageJson } from '../src/package-json.ts'
import { listExamples, listPackages, repositoryRoot } from '../src/repository.ts'
import { findDeadEntries } from '../src/sync/dead-entries.ts'
import { filesIn } from '../src/sync/expected.ts'
import { manifest } from '../src/sync/manifest.ts'
import { temporaryFolder, write } from './temporary-repository.ts'

const files = listFiles(repositoryRoot)
const examples = listExamples(repositoryRoot)
const read = (path: string) => readFileSync(join(repositoryRoot, path), 'utf8')
const texts = files.filter(
  (path) => statOf(join(repositoryRoot, path))?.isFile() && !read(path).includes('\0'),
)

describe.each(examples)('examples/%s', (example) => {
  const { scripts } = readPackageJson(repositoryRoot, `examples/${example}`)

  test('reaches nowhere outside its folder', () => {
    const folder = join(repositoryRoot, 'examples', example)
    expect(findEscapes(folder, filesIn(files, `examples/${example}`))).toEqual([])
  })

  test.each(['dev', 'build', 'start', 'lint', 'typecheck', 'test', 'test:e2e'])(
    'can %s',
    (script) => {
      expect(scripts).toHaveProperty(script)
    },
  )

  test('has what every provider supplies', () => {
    const own = filesIn(files, `examples/${example}`)
    const needed = ['auth/accent.css', 'auth/components.tsx', 'auth/env.ts', 'auth/session.ts']
    expect(needed.filter((path) => !own.includes(path))).toEqual([])
  })
})

describe.each(listPackages(repositoryRoot))('packages/%s', (name) => {
  test('has its types checked and has tests', () => {
    const { scripts } = readPackageJson(repositoryRoot, `packages/${name}`)
    expect(scripts).toMatchObject({
      typecheck: expect.stringContaining('tsc --noEmit'),
      test: 'vitest run',
    })
    const tests = filesIn(files, `packages/${name}`).filter((path) => path.endsWith('.test.ts'))
    expect(tests).not.toEqual([])
  })
})

test('the lint covers everything outside of the examples and fails on warnings', () => {
  const { scripts } = readPackageJson(repositoryRoot, '.')
  expect(scripts.lint).toBe('biome check --error-on-warnings .')
  expect(turbo()).toHaveProperty(['tasks', '//#lint'])
})

test('the lint of an example passes over what its .gitignore names', () => {
  const folder = temporaryFolder()
  for (const name of ['.gitignore', 'biome.json']) {
    write(folder, name, read(`packages/shared/starter/${name}`))
  }
  // A test's report, what InsForge's CLI writes, and a file of the app; none is formatted.
  for (const path of ['reports/vitest.json', '.insforge/project.json', 'app.json']) {
    write(folder, path, { a: { b: 1 } })
  }
  const biome = join(repositoryRoot, 'node_modules/.bin/biome')
  const { stderr } = spawnSync(biome, ['check'], { cwd: folder, encoding: 'utf8' })
  const reported = [...stderr.matchAll(/^(\S+) format/gm)].map(([, path]) => path)
  expect(reported).toEqual(['app.json'])
})

test('one version of pnpm is named everywhere', () => {
  const { packageManager } = readPackageJson(repositoryRoot, '.')
  const named = texts.flatMap((path) => read(path).match(/\bpnpm@\d[\w.-]*/g) ?? [])
  expect(new Set(named)).toEqual(new Set([packageManager]))
})

test('every entry of the manifest stands for something', () => {
  expect(findDeadEntries(files, manifest, examples)).toEqual([])
})

test('every install script has been decided about', () => {
  const { allowBuilds } = z
    .object({ allowBuilds: z.record(z.string(), z.boolean()) })
    .parse(parse(read('pnpm-workspace.yaml')))
  const known = readKnownPackages(repositoryRoot)
  expect(findUnlistedBuilds(readPnpmLock(repositoryRoot), known, allowBuilds)).toEqual([])
})

test('no file names a package registry', () => {
  const registry = execFileSync('npm', ['config', 'get', 'registry'], { encoding: 'utf8' })
  const { host } = new URL(registry.trim())
  const found = texts.flatMap((path) =>
    findRegistryHosts(read(path), host).map((line) => `${path}:${line}`),
  )
  expect(found).toEqual([])
})

test('no file names the folder of this checkout', () => {
  expect(texts.filter((path) => read(path).includes(`${repositoryRoot}/`))).toEqual([])
})

function turbo(): unknown {
  return JSON.parse(read('turbo.json'))
}
