import { readFileSync, realpathSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { repositoryRoot } from '../src/repository.ts'
import { anyOf } from '../src/teeth/any-of.ts'
import { applyBreak, findStaleness } from '../src/teeth/apply.ts'
import { type Break, type Check, runOf } from '../src/teeth/break.ts'
import { whyMissed, whyNotGreen } from '../src/teeth/judge.ts'
import { runTeeth } from '../src/teeth/run.ts'
import { openWorkshop } from '../src/teeth/workshop.ts'
import { temporaryRepository, write } from './temporary-repository.ts'

const adds = { package: 'toy', file: 'test/sum.test.ts', test: 'sum adds' }
const negates = { package: 'toy', file: 'test/sum.test.ts', test: 'sum knows zero' }
const command = { command: ['check.ts'], says: /the sum is wrong/ }

/** A break of `a + b`. */
const breakSum = (replace: string, check: Check = adds): Break => ({
  name: replace,
  means: '',
  file: 'packages/toy/src/sum.ts',
  find: 'a + b',
  replace,
  check,
})

/** A package with one function, its tests, and a command that uses it. */
function toyRepository(): string {
  const root = temporaryRepository({
    '.gitignore': 'node_modules/\n.env\n',
    '.env': 'SECRET=1',
    'packages/toy/package.json': { name: 'toy', type: 'module' },
    'packages/toy/src/sum.ts': 'export const sum = (a: number, b: number): number => a + b\n',
    'packages/toy/test/sum.test.ts': `
      import { expect, test } from 'vitest'
      import { sum } from '../src/sum.ts'
      test('sum adds', () => expect(sum(2, 3)).toBe(5))
      test('sum knows zero', () => expect(sum(0, 0)).toBe(0))
      test('sum is red already', () => expect(sum(1, 1)).toBe(3))`,
    'packages/toy/node_modules/.modules.yaml': '',
    'node_modules/.modules.yaml': '',
    'check.ts': `
      import { sum } from './packages/toy/src/sum.ts'
      if (sum(2, 3) !== 5) throw new Error('the sum is wrong')`,
  })
  const vitest = createRequire(import.meta.url).resolve('vitest/package.json')
  symlinkSync(dirname(vitest), join(root, 'packages/toy/node_modules/vitest'))
  symlinkSync(
    realpathSync(join(repositoryRoot, 'node_modules/tsx')),
    join(root, 'node_modules/tsx'),
  )
  return root
}

test('a break is noticed only where its own check fails, and for its own reason', async () => {
  const root = toyRepository()
  const breaks = [
    breakSum('a - b'),
    breakSum('a - b - 0', command),
    breakSum('a - b', negates),
    breakSum('a +'),
    breakSum('nowhere(a)'),
    breakSum('1', { ...adds, test: 'sum is red already' }),
    breakSum('2', { ...adds, test: 'no such test' }),
    { ...breakSum('a'), find: 'a * b' },
  ]
  const verdicts = await runTeeth(root, breaks)
  expect(verdicts.map(({ missed }) => missed?.split('\n')[0])).toEqual([
    undefined,
    undefined,
    'it stayed green',
    expect.stringContaining('it did not run'),
    expect.stringContaining('it failed for another reason: sum adds: ReferenceError'),
    expect.stringContaining('it fails unbroken: sum is red already'),
    'no such test is green unbroken',
    'packages/toy/src/sum.ts has 0 places, not one, with: a * b',
  ])
  expect(readFileSync(join(root, 'packages/toy/src/sum.ts'), 'utf8')).toContain('a + b')
})

describe('a check', () => {
  const failed = (name: string, message: string) => ({
    passed: [],
    failures: [{ name, message }],
    output: '',
  })
  const wrong = 'AssertionError: expected -1 to be 5'

  test('notices a break when the expected test fails', () => {
    expect(whyMissed(adds, failed('sum adds 2 and 3', wrong))).toBeUndefined()
  })

  test.each([
    ['sum knows zero', wrong],
    ['sum adds 2 and 3', 'TypeError: sum is not a function'],
    ['sum adds 2 and 3', 'SyntaxError: Unexpected token'],
    ['sum adds 2 and 3', 'Error: Cannot find module ./sum.ts'],
    ['sum adds 2 and 3', 'Error: Test timed out in 5000ms.'],
    ['sum adds 2 and 3', 'Test timeout of 30000ms exceeded.'],
    ['sum adds 2 and 3', 'Error: page.goto: net::ERR_CONNECTION_REFUSED'],
  ])('does not when what fails is %s: %s', (name, message) => {
    expect(whyMissed(adds, failed(name, message))).toMatch('it failed for another reason')
  })

  test('notices only what says what is expected, where something is', () => {
    const check = { ...adds, says: /to be 5/ }
    expect(whyMissed(check, failed('sum adds', wrong))).toBeUndefined()
    expect(whyMissed(check, failed('sum adds', 'expected 1 to be 2'))).toBeDefined()
    expect(whyMissed(command, failed('check.ts', 'no such file'))).toBeDefined()
  })

  test('proves nothing when it fails unbroken', () => {
    expect(whyNotGreen(adds, failed('sum adds', wrong))).toMatch('it fails unbroken')
    expect(whyNotGreen(command, failed('check.ts', wrong))).toMatch('it fails unbroken')
  })
})

test('checks that have to be put up alike are run together', () => {
  const browser = { example: 'toy', file: 'suite/sum.spec.ts', test: 'adds' }
  expect(runOf(browser)).toBe(runOf({ ...browser, file: 'suite/other.spec.ts' }))
  expect(runOf(browser)).not.toBe(runOf({ ...browser, example: 'other' }))
  expect(runOf(adds)).toBe(runOf(negates))
  expect(runOf(adds)).not.toBe(runOf({ ...adds, package: 'other' }))
})

test.each(['adds (a + b)', '/login leads “home”', 'a|b', '$1 [x]'])(
  '%s is looked for as it is',
  (name) => {
    const pattern = new RegExp(anyOf(['another', name]))
    expect(pattern.test(`before ${name} after`)).toBe(true)
    expect(pattern.test('a b')).toBe(false)
  },
)

describe('a break', () => {
  test('is stale unless its text stands in the file exactly once', () => {
    const root = temporaryRepository({ 'packages/toy/src/sum.ts': 'a + b; a + b' })
    expect(findStaleness(root, breakSum('a - b'))).toMatch('has 2 places, not one')
    expect(findStaleness(root, { ...breakSum('b'), find: 'c' })).toMatch('has 0 places, not one')
    expect(findStaleness(root, breakSum('a + b'))).toBe('it changes nothing')
    expect(findStaleness(root, { ...breakSum('a'), file: 'gone.ts' })).toBe('gone.ts is gone')
    expect(() => applyBreak(root, breakSum('a - b'))).toThrow('a - b is stale')
  })

  test('is written as it stands, and the copies follow where it says so', () => {
    const root = temporaryRepository({
      'packages/shared/src/sum.ts': 'a + b',
      'examples/workos/package.json': { name: 'workos' },
      'examples/workos/shared/sum.ts': 'a + b',
    })
    const copy = () => readFileSync(join(root, 'examples/workos/shared/sum.ts'), 'utf8')
    const file = 'packages/shared/src/sum.ts'
    applyBreak(root, { ...breakSum("$& and $'"), file })
    expect(copy()).toBe('a + b')
    expect(readFileSync(join(root, file), 'utf8')).toBe("$& and $'")
    applyBreak(root, { ...breakSum('a - b'), find: '$&', file, sync: true })
    expect(copy()).toBe("a - b and $'")
  })
})

test('a copy has what git would take, and its links between packages lead into it', () => {
  const root = toyRepository()
  write(root, 'packages/other/package.json', { name: 'other' })
  symlinkSync('../../other', join(root, 'packages/toy/node_modules/other'))
  const workshop = openWorkshop(root)
  const { tree } = workshop.copy()
  const real = (path: string) => realpathSync(join(tree, path))
  expect(readFileSync(join(tree, 'packages/toy/src/sum.ts'), 'utf8')).toContain('a + b')
  expect(() => real('.env')).toThrow('ENOENT')
  expect(real('packages/toy/node_modules/other')).toBe(real('packages/other'))
  workshop.close()
  expect(() => real('.')).toThrow('ENOENT')
})
