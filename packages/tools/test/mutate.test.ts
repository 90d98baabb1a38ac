import { readFileSync, realpathSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { anyOf } from '../src/mutate/any-of.ts'
import { applyMutant, findStaleness } from '../src/mutate/apply.ts'
import { whyFailing, whySurvived } from '../src/mutate/judge.ts'
import { type Check, type Mutant, runOf } from '../src/mutate/mutant.ts'
import { runMutants } from '../src/mutate/run.ts'
import { openSandbox } from '../src/mutate/sandbox.ts'
import { temporaryRepository, write } from './temporary-repository.ts'

const adds = { package: 'toy', file: 'test/sum.test.ts', test: 'sum adds' }
const negates = { package: 'toy', file: 'test/sum.test.ts', test: 'sum knows zero' }

/** A mutant of `a + b`. */
const mutateSum = (replace: string, check: Check = adds): Mutant => ({
  name: replace,
  means: '',
  file: 'packages/toy/src/sum.ts',
  find: 'a + b',
  replace,
  check,
})

/** A package with one function and its tests. */
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
      test('sum fails already', () => expect(sum(1, 1)).toBe(3))`,
    'packages/toy/node_modules/.modules.yaml': '',
  })
  const vitest = createRequire(import.meta.url).resolve('vitest/package.json')
  symlinkSync(dirname(vitest), join(root, 'packages/toy/node_modules/vitest'))
  return root
}

test('a mutant is killed only when its own check fails, and for the right reason', async () => {
  const root = toyRepository()
  const mutants = [
    mutateSum('a - b'),
    mutateSum('a - b', negates),
    mutateSum('a +'),
    mutateSum('nowhere(a)'),
    mutateSum('1', { ...adds, test: 'sum fails already' }),
    mutateSum('2', { ...adds, test: 'no such test' }),
    { ...mutateSum('a'), find: 'a * b' },
  ]
  const verdicts = await runMutants(root, mutants)
  expect(verdicts.map(({ survived }) => survived?.split('\n')[0])).toEqual([
    undefined,
    'its check still passes',
    expect.stringContaining('its check did not run'),
    expect.stringContaining('its check failed for another reason: sum adds: ReferenceError'),
    expect.stringContaining('its check fails without the mutant: sum fails already'),
    'no test of this name passes without the mutant',
    'packages/toy/src/sum.ts has this text 0 times instead of once: a * b',
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

  test('kills a mutant when the expected test fails', () => {
    expect(whySurvived(adds, failed('sum adds 2 and 3', wrong))).toBeUndefined()
  })

  test.each([
    ['sum knows zero', wrong],
    ['sum adds 2 and 3', 'TypeError: sum is not a function'],
    ['sum adds 2 and 3', 'SyntaxError: Unexpected token'],
    ['sum adds 2 and 3', 'Error: Cannot find module ./sum.ts'],
    ['sum adds 2 and 3', 'Error: Test timed out in 5000ms.'],
    ['sum adds 2 and 3', 'Test timeout of 30000ms exceeded.'],
    ['sum adds 2 and 3', 'Error: page.goto: net::ERR_CONNECTION_REFUSED'],
  ])('does not when the failure is %s: %s', (name, message) => {
    expect(whySurvived(adds, failed(name, message))).toMatch('its check failed for another reason')
  })

  test('kills only with the expected message, where one is given', () => {
    const check = { ...adds, says: /to be 5/ }
    expect(whySurvived(check, failed('sum adds', wrong))).toBeUndefined()
    expect(whySurvived(check, failed('sum adds', 'expected 1 to be 2'))).toBeDefined()
  })

  test('proves nothing when it fails without the mutant', () => {
    expect(whyFailing(adds, failed('sum adds', wrong))).toMatch(
      'its check fails without the mutant',
    )
  })
})

test('checks with the same setup run together', () => {
  const browser = { example: 'toy', file: 'suite/sum.spec.ts', test: 'adds' }
  expect(runOf(browser)).toBe(runOf({ ...browser, file: 'suite/other.spec.ts' }))
  expect(runOf(browser)).not.toBe(runOf({ ...browser, example: 'other' }))
  expect(runOf(adds)).toBe(runOf(negates))
  expect(runOf(adds)).not.toBe(runOf({ ...adds, package: 'other' }))
})

test.each(['adds (a + b)', '/login leads “home”', 'a|b', '$1 [x]'])(
  '%s is matched literally',
  (name) => {
    const pattern = new RegExp(anyOf(['another', name]))
    expect(pattern.test(`before ${name} after`)).toBe(true)
    expect(pattern.test('a b')).toBe(false)
  },
)

describe('a mutant', () => {
  test('is stale unless the file has its text exactly once', () => {
    const root = temporaryRepository({ 'packages/toy/src/sum.ts': 'a + b; a + b' })
    expect(findStaleness(root, mutateSum('a - b'))).toMatch('has this text 2 times')
    expect(findStaleness(root, { ...mutateSum('b'), find: 'c' })).toMatch('has this text 0 times')
    expect(findStaleness(root, mutateSum('a + b'))).toBe('it changes nothing')
    expect(findStaleness(root, { ...mutateSum('a'), file: 'gone.ts' })).toBe(
      'gone.ts does not exist',
    )
    expect(() => applyMutant(root, mutateSum('a - b'))).toThrow('a - b is stale')
  })

  test('is applied literally, and to the copies where it says so', () => {
    const root = temporaryRepository({
      'packages/shared/starter/lib/sum.ts': 'a + b',
      'examples/workos/package.json': { name: 'workos' },
      'examples/workos/lib/sum.ts': 'a + b',
    })
    const copy = () => readFileSync(join(root, 'examples/workos/lib/sum.ts'), 'utf8')
    const file = 'packages/shared/starter/lib/sum.ts'
    applyMutant(root, { ...mutateSum("$& and $'"), file })
    expect(copy()).toBe('a + b')
    expect(readFileSync(join(root, file), 'utf8')).toBe("$& and $'")
    applyMutant(root, { ...mutateSum('a - b'), find: '$&', file, sync: true })
    expect(copy()).toBe("a - b and $'")
  })
})

test('a copy has what git would track, and its links between packages lead into it', () => {
  const root = toyRepository()
  write(root, 'packages/other/package.json', { name: 'other' })
  symlinkSync('../../other', join(root, 'packages/toy/node_modules/other'))
  const sandbox = openSandbox(root)
  const { tree } = sandbox.copy()
  const real = (path: string) => realpathSync(join(tree, path))
  expect(readFileSync(join(tree, 'packages/toy/src/sum.ts'), 'utf8')).toContain('a + b')
  expect(() => real('.env')).toThrow('ENOENT')
  expect(real('packages/toy/node_modules/other')).toBe(real('packages/other'))
  sandbox.close()
  expect(() => real('.')).toThrow('ENOENT')
})
