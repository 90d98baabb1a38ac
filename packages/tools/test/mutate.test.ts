import { readFileSync, realpathSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { whyFailing, whySurvived } from '../src/mutate/judge.ts'
import { applyMutant, findStaleness, type Mutant, unit } from '../src/mutate/mutant.ts'
import { runMutants } from '../src/mutate/run.ts'
import { anyOf } from '../src/mutate/run-check.ts'
import { openSandbox } from '../src/mutate/sandbox.ts'
import { temporaryRepository, write } from './temporary-repository.ts'

const inSum = unit('packages/toy', 'test/sum.test.ts')
const adds = inSum('sum adds')
const file = 'packages/toy/src/sum.ts'

/** A mutant of `a + b`. */
const mutateSum = (replace: string, check = adds): Mutant => ({
  ...{ name: replace, means: '', file, find: 'a + b', replace, check },
})

/** A package with one function and its tests. */
function toyRepository(): string {
  const root = temporaryRepository({
    '.gitignore': 'node_modules/\n.env\n',
    '.env': 'SECRET=1',
    'packages/toy/package.json': { name: 'toy', type: 'module' },
    [file]: 'export const sum = (a: number, b: number): number => a + b\n',
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
  const verdicts = await runMutants(root, [
    mutateSum('a - b'),
    mutateSum('a - b', inSum('sum knows zero')),
    mutateSum('a +'),
    mutateSum('nowhere(a)'),
    mutateSum('1', inSum('sum fails already')),
    mutateSum('2', inSum('an unknown test')),
    { ...mutateSum('a'), find: 'a * b' },
  ])
  expect(verdicts.map(({ survived }) => survived?.split('\n')[0])).toEqual([
    undefined,
    'its check still passes',
    expect.stringContaining('its check did not run'),
    expect.stringContaining('its check failed for another reason: sum adds: ReferenceError'),
    expect.stringContaining('its check fails without the mutant: sum fails already'),
    'no test of this name passes without the mutant',
    `${file} has this text 0 times instead of once: a * b`,
  ])
  expect(readFileSync(join(root, file), 'utf8')).toContain('a + b')
})

const failed = (name: string, message: string) => ({
  ...{ passed: [], failures: [{ name, message }], output: '' },
})

test.each([
  ['sum knows zero', 'AssertionError: expected -1 to be 5'],
  ['sum adds', 'TypeError: sum is not a function'],
  ['sum adds', 'SyntaxError: Unexpected token'],
  ['sum adds', 'Error: Cannot find module ./sum.ts'],
  ['sum adds', 'Error: Test timed out in 5000ms.'],
  ['sum adds', 'Test timeout of 30000ms exceeded.'],
  ['sum adds', 'Error: page.goto: net::ERR_CONNECTION_REFUSED'],
])('a mutant is not killed by the failure %s: %s', (name, message) => {
  expect(whySurvived(adds, failed(name, message))).toMatch('its check failed for another reason')
})

test('a check kills with the expected message, and proves nothing if it failed before', () => {
  const wrong = failed('sum adds', 'expected 1 to be 5')
  expect(whySurvived(adds, wrong)).toBeUndefined()
  expect(whySurvived(inSum('sum adds', /to be 5/), wrong)).toBeUndefined()
  expect(whySurvived(inSum('sum adds', /to be 2/), wrong)).toBeDefined()
  expect(whyFailing(adds, wrong)).toMatch('its check fails without the mutant')
})

test.each(['adds (a + b)', '/login leads “home”', 'a|b', '$1 [x]'])(
  '%s is matched literally',
  (name) => {
    const pattern = new RegExp(anyOf(['another', name]))
    expect(pattern.test(`before ${name} after`)).toBe(true)
    expect(pattern.test('a b')).toBe(false)
  },
)

test('a mutant is stale unless the file has its text exactly once', () => {
  const root = temporaryRepository({ [file]: 'a + b; a + b' })
  expect(findStaleness(root, mutateSum('a - b'))).toMatch('has this text 2 times')
  expect(findStaleness(root, mutateSum('a + b'))).toBe('it changes nothing')
  expect(findStaleness(root, { ...mutateSum('a'), file: 'gone.ts' })).toBe('gone.ts does not exist')
  expect(() => applyMutant(root, mutateSum('a - b'))).toThrow('a - b is stale')
})

test('a mutant is applied literally, and to the copies', () => {
  const shared = 'packages/shared/starter/lib/sum.ts'
  const root = temporaryRepository({
    [shared]: 'a + b',
    'examples/workos/package.json': { name: 'workos' },
    'examples/workos/lib/sum.ts': 'a + b',
  })
  applyMutant(root, { ...mutateSum("$& and $'"), file: shared })
  expect(readFileSync(join(root, shared), 'utf8')).toBe("$& and $'")
  expect(readFileSync(join(root, 'examples/workos/lib/sum.ts'), 'utf8')).toBe("$& and $'")
})

test('a copy has what git would track, and its links between packages lead into it', () => {
  const root = toyRepository()
  write(root, 'packages/other/package.json', { name: 'other' })
  symlinkSync('../../other', join(root, 'packages/toy/node_modules/other'))
  const sandbox = openSandbox(root)
  const { tree } = sandbox.copy()
  const real = (path: string) => realpathSync(join(tree, path))
  expect(readFileSync(join(tree, file), 'utf8')).toContain('a + b')
  expect(() => real('.env')).toThrow('ENOENT')
  expect(real('packages/toy/node_modules/other')).toBe(real('packages/other'))
  sandbox.close()
  expect(() => real('.')).toThrow('ENOENT')
})
