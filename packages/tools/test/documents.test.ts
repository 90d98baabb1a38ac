import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { repositoryHome, withHome } from '../src/docs/home.ts'
import { findBrokenLinks } from '../src/docs/links.ts'
import { readEnvNames, readVariables, variablesTable } from '../src/docs/variables.ts'
import { listFiles } from '../src/files.ts'
import { listExamples, repositoryRoot } from '../src/repository.ts'
import { temporaryRepository } from './temporary-repository.ts'

const read = (path: string) => readFileSync(join(repositoryRoot, path), 'utf8')

describe.each(listExamples(repositoryRoot))('examples/%s', (example) => {
  const variables = readVariables(join(repositoryRoot, 'examples', example))
  const names = variables.map(({ name }) => name)
  const inEnvExample = readEnvNames(read(`examples/${example}/.env.example`))
  const readme = read(`examples/${example}/README.md`)

  test('its README has the table of auth/env.ts; fix it with: pnpm sync', () => {
    expect(names).not.toEqual([])
    expect(readme).toContain(variablesTable(variables))
  })

  test('its .env.example sets the variables of auth/env.ts, no more and no fewer', () => {
    expect(inEnvExample.set).toEqual(names)
    expect(inEnvExample.commented.filter((name) => names.includes(name))).toEqual([])
  })

  test('its README speaks of every variable that .env.example mentions', () => {
    expect(inEnvExample.commented.filter((name) => !readme.includes(`\`${name}\``))).toEqual([])
  })
})

test('every link, anchor and image of every document has a target', () => {
  expect(findBrokenLinks(repositoryRoot, listFiles(repositoryRoot))).toEqual([])
})

describe('a link', () => {
  const broken = (files: Readonly<Record<string, unknown>>) => {
    const root = temporaryRepository(files)
    return findBrokenLinks(root, listFiles(root))
  }

  test.each([
    ['to no file', '[a](gone.md)'],
    ['to no anchor of its own page', '[a](#gone)'],
    ['to no anchor of another page', '[a](docs/b.md#gone)'],
    ['to no picture', '![a](gone.png)'],
    ['to no picture, in HTML', '<img src="gone.png">'],
    ['that begins at the root', '[a](/docs/b.md)'],
    ['out of the repository', '[a](../outside.md)'],
  ])('%s is found', (_, text) => {
    expect(broken({ 'README.md': text, 'docs/b.md': '# B' })).toHaveLength(1)
  })

  test('to a file, a folder, an anchor or the web is not', () => {
    const text =
      '# One `two`\n[a](docs/b.md#b-1) [b](docs) [c](#one-two) [d](https://a.example/gone)'
    expect(broken({ 'README.md': text, 'docs/b.md': '# B\n## B' })).toEqual([])
  })

  test('out of an example is found, though the file is there', () => {
    const files = { 'README.md': '[in](examples/one/README.md)', 'examples/one/a.md': '' }
    const link = { 'examples/one/README.md': '[out](../../README.md) [in](a.md)' }
    expect(broken({ ...files, ...link })).toEqual(['examples/one/README.md: ../../README.md'])
  })
})

describe('the home of the repository', () => {
  test.each([
    'npx degit@3.10.0 owner/repository/examples/one my-app',
    'npx giget@3.3.1 gh:owner/repository/examples/one my-app',
  ])('is written into %s', (command) => {
    expect(withHome(command)).toBe(command.replace('owner/repository', repositoryHome))
  })
})

test('names in a .env file are set, or only mentioned', () => {
  const text = 'A=\n# B=1\n#C=2\n# a comment with D=3 in it\nlower=4\n'
  expect(readEnvNames(text)).toEqual({ set: ['A'], commented: ['B', 'C'] })
})
