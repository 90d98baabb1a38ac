import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { rules, syncRules } from '../src/check/rules.ts'
import { openSandbox } from '../src/mutate/sandbox.ts'
import { git, listFiles, read, repositoryRoot } from '../src/repository.ts'
import { write } from './temporary-repository.ts'

const registry = 'packages/local/src/providers/registry.ts'
const generated = [
  'README.md',
  'docs/providers.md',
  'docs/supported.md',
  'packages/e2e/package.json',
  'packages/e2e/turbo.json',
]
// These look at what is installed, or run on the whole repository alike.
const notHere = /pnpm-lock|knip|package registry/

test('a sixth provider is its folders, one line of the registry, and what pnpm sync writes', async () => {
  const sandbox = openSandbox(repositoryRoot)
  onTestFinished(() => sandbox.close())
  const root = sandbox.original.tree
  git(root, 'add', '--all')
  const asAcme = (text: string) => text.replaceAll('workos', 'acme').replaceAll('WorkOS', 'Acme')

  const own =
    /^examples\/workos\/|^packages\/local\/src\/providers\/workos\/|^packages\/e2e\/.*providers\/workos/
  for (const path of listFiles(root).filter((path) => own.test(path))) {
    write(
      root,
      path.replace('workos', 'acme'),
      path.endsWith('.png') ? '' : asAcme(read(root, path)),
    )
  }
  const line = /^.*\.\/workos\/.*\n/m
  write(
    root,
    registry,
    read(root, registry).replace(line, (one) => one + asAcme(one)),
  )

  const installed = (name: string) => join(root, 'examples', name, 'node_modules')
  cpSync(installed('workos'), installed('acme'), { recursive: true, verbatimSymlinks: true })

  for (const rule of syncRules) rule.fix?.(root)
  for (const rule of rules.filter(({ name }) => !notHere.test(name))) {
    expect({ [rule.name]: await rule.check(root) }).toEqual({ [rule.name]: [] })
  }
  const changed = git(root, 'diff', '--name-only').trim().split('\n')
  expect(changed.sort()).toEqual([...generated, registry].sort())
  const added = git(root, 'ls-files', '--others', '--exclude-standard').trim().split('\n')
  expect(added.filter((path) => !path.includes('acme'))).toEqual([])
  expect(read(root, 'packages/e2e/turbo.json')).toContain('"e2e:acme"')
  expect(read(root, 'README.md')).toContain('[`examples/acme`](examples/acme)')
})
