import { expect, test } from 'vitest'
import { findPins, writePin } from '../src/drift/pins.ts'
import { writeReport } from '../src/drift/report.ts'
import { type Drift, isBroken } from '../src/drift/run.ts'
import { firstError, takeNewest } from '../src/drift/take-newest.ts'
import { listExamples, read, readPackageJson, repositoryRoot } from '../src/repository.ts'
import { temporaryRepository } from './temporary-repository.ts'

const scripts = 'packages/local/src/providers/acme/scripts.ts'

/** A provider with two SDKs in its example, one more in its emulator's tests, and an archive. */
const repository = () =>
  temporaryRepository({
    'examples/acme/package.json': `{
  "name": "acme",
  "dependencies": { "@acme/next": "1.0.0", "acme-node": "1.0.0", "next": "16.0.0" }
}`,
    'examples/other/package.json': {
      ...{ name: 'other', dependencies: { next: '16.0.0', other: '2.0.0' } },
    },
    'packages/local/package.json': `{
  "name": "local",
  "dependencies": { "hono": "4.0.0" },
  "devDependencies": { "@acme/backend": "1.0.0", "acme-node": "1.0.0", "other": "2.0.0" }
}`,
    [scripts]:
      "const a = {\n  name: '@acme/js',\n  version: '1.0.0',\n  integrity:\n    'sha512-old',\n}\n",
  })

const release = { version: '2.0.0', integrity: 'sha512-new' }
const bumps = (root: string) => findPins(root, 'acme').map((pin) => ({ ...pin, release }))

test('the packages of a provider are what only its example has, and its emulator is tested with', () => {
  const pins = findPins(repository(), 'acme').map(({ file, name, version }) => [
    name,
    file,
    version,
  ])
  expect(pins).toEqual([
    ['@acme/next', 'examples/acme/package.json', '1.0.0'],
    ['acme-node', 'examples/acme/package.json', '1.0.0'],
    ['@acme/backend', 'packages/local/package.json', '1.0.0'],
    ['acme-node', 'packages/local/package.json', '1.0.0'],
    ['@acme/js', scripts, '1.0.0'],
  ])
})

test.each(listExamples(repositoryRoot))(
  '%s has packages of its own, and its emulator has',
  (name) => {
    const pins = findPins(repositoryRoot, name)
    const places = new Set(pins.map(({ file }) => file.split('/')[0]))
    expect(places).toEqual(new Set(['examples', 'packages']))
    const archives = pins.flatMap((pin) => (pin.integrity ? [pin.name] : []))
    expect(archives).toEqual(name === 'clerk' ? ['@clerk/clerk-js', '@clerk/ui'] : [])
  },
)

test('a version is written with the hash beside it', () => {
  const root = repository()
  for (const pin of findPins(root, 'acme')) writePin(root, pin, release)
  expect(readPackageJson(root, 'examples/acme').dependencies).toEqual({
    ...{ '@acme/next': '2.0.0', 'acme-node': '2.0.0', next: '16.0.0' },
  })
  expect(read(root, scripts)).toContain("version: '2.0.0',\n  integrity:\n    'sha512-new'")
})

test('what npm does not install together with the rest is left out, and told', () => {
  const root = repository()
  const installed: string[] = []
  const npm = (tree: string) => {
    const { dependencies } = readPackageJson(tree, 'examples/acme')
    if (dependencies['acme-node'] === '2.0.0') throw new Error('npm\nnpm error code ERESOLVE')
    installed.push(dependencies['@acme/next'] ?? '')
  }
  expect(takeNewest(root, 'acme', bumps(root), npm)).toEqual([
    'acme-node 2.0.0 was left out: npm error code ERESOLVE',
  ])
  expect(installed.at(-1)).toBe('2.0.0')
  expect(readPackageJson(root, 'examples/acme').dependencies['acme-node']).toBe('1.0.0')
  expect(readPackageJson(root, 'packages/local').devDependencies['acme-node']).toBe('2.0.0')
})

test('what npm installs together is taken whole', () => {
  const root = repository()
  expect(takeNewest(root, 'acme', bumps(root), () => {})).toEqual([])
  expect(readPackageJson(root, 'examples/acme').dependencies).toMatchObject({
    ...{ '@acme/next': '2.0.0', 'acme-node': '2.0.0' },
  })
})

test('an error begins where it is told, not with the command that failed', () => {
  expect(
    firstError('node a.ts failed in /tmp\n  throw new Error(what)\nTypeError: no\n  at b'),
  ).toBe('TypeError: no\n  at b')
  expect(firstError(new Error('npm is missing'))).toBe('Error: npm is missing')
})

test('the report has each version, each step, and what broke as code', () => {
  const [pin] = findPins(repository(), 'acme')
  const drift: Drift = {
    provider: 'acme',
    pins: pin ? [{ ...pin, newest: '2.0.0' }] : [],
    steps: [
      { title: 'npm', passed: 1, failures: [] },
      { title: 'the emulator', passed: 3, failures: ['\u001b[31m@acme ```` broke'] },
    ],
  }
  const report = writeReport([drift])
  expect(report).toContain('## acme: something broke')
  expect(report).toContain('| `@acme/next` | `examples/acme/package.json` | 1.0.0 | **2.0.0** |')
  expect(report).toContain('- ✓ npm: 1 passed, 0 failed\n- ✗ the emulator: 3 passed, 1 failed\n')
  expect(report).toContain('\n````text\n@acme  broke\n````\n')
  expect(isBroken(drift)).toBe(true)
  const steps = drift.steps.slice(0, 1)
  expect(writeReport([{ ...drift, steps }])).toContain('## acme: works with the newest')
})
