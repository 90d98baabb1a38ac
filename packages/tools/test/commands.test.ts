import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { commands, findCommands, generalise } from '../src/docs/commands.ts'
import { repositoryHome } from '../src/docs/home.ts'
import { readPackageJson } from '../src/package-json.ts'
import { listExamples, repositoryRoot } from '../src/repository.ts'

const examples = listExamples(repositoryRoot)
const readmes = ['README.md', ...examples.map((name) => `examples/${name}/README.md`)]
const read = (path: string) => readFileSync(join(repositoryRoot, path), 'utf8')
const inTable = (command: string) => generalise(command, examples, repositoryHome)
const typed = readmes.flatMap((path) => findCommands(read(path)).map(inTable))

test.each(readmes)('every command of %s is run by a test, or is known not to be', (path) => {
  const found = findCommands(read(path)).map(inTable)
  expect(found).not.toEqual([])
  expect(found.filter((command) => !(command in commands))).toEqual([])
})

test('no command of the table has left the READMEs', () => {
  expect(Object.keys(commands).filter((command) => !typed.includes(command))).toEqual([])
})

test.each(Object.entries(commands))('%s has what is said to run it', (_, proof) => {
  if ('notRun' in proof) return expect(proof.notRun).not.toBe('')
  expect(existsSync(join(repositoryRoot, proof.runBy)), proof.runBy).toBe(true)
  expect(read(proof.runBy)).toContain(proof.says)
})

test('degit is the version that the tests copy out with', () => {
  const { dependencies } = readPackageJson(repositoryRoot, 'packages/e2e')
  for (const path of readmes) expect(read(path)).toContain(`npx degit@${dependencies?.degit} `)
})

describe('the commands of a README', () => {
  test('are the lines of its sh blocks, lists included, and what looks like one in the prose', () => {
    const text = [
      'Run `npm run dev` or `lib/env.ts` or `npm`.',
      '```sh\n# a comment\nnpx a\nnpx b --c\n```',
      '```json\nnot one\n```',
      '1. Do it:\n\n   ```sh\n   ./run\n   ```',
    ].join('\n\n')
    expect(findCommands(text).sort()).toEqual(['./run', 'npm run dev', 'npx a', 'npx b --c'])
  })

  test('are compared without the names that differ', () => {
    const general = (command: string) => generalise(command, ['one', 'two'], 'HOME/repo')
    expect(general('pnpm dev one')).toBe('pnpm dev <example>')
    expect(general('npx degit HOME/repo/examples/two one-more')).toBe(
      'npx degit <home>/examples/<example> one-more',
    )
  })
})
