import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { read, repositoryRoot } from '../src/repository.ts'
import { temporaryFolder, write } from './temporary-repository.ts'

const stepSchema = z.object({ name: z.string().optional(), run: z.string().optional() })
const workflowSchema = z.object({
  permissions: z.record(z.string(), z.string()),
  jobs: z.record(z.string(), z.object({ steps: z.array(stepSchema) })),
})

// The workflow that ships with every example.
const { permissions, jobs } = workflowSchema.parse(
  parse(read(repositoryRoot, 'packages/shared/starter/.github/workflows/ci.yml')),
)
const steps = Object.values(jobs).flatMap((job) => job.steps)
const smoke = steps.find(({ name }) => name?.startsWith('Smoke test'))?.run ?? 'exit 99'

/** What bash prints when it runs the step of the smoke test. */
function runSmokeTest(cwd: string, env: Record<string, string>): string {
  // GitHub ends what is still running with the job.
  const args = ['-e', '-c', `${smoke}\nwait`]
  return execFileSync('/bin/bash', args, {
    cwd,
    env: { ...env, NODE_ENV: 'test' },
    encoding: 'utf8',
  })
}

test('may only read the repository, and runs every check that needs no account', () => {
  expect(permissions).toEqual({ contents: 'read' })
  expect(steps.flatMap(({ run = '' }) => (run.startsWith('npm ') ? [run] : []))).toEqual([
    ...['npm ci', 'npm run lint', 'npm run typecheck', 'npm test', 'npm run build'],
  ])
})

test.each([
  ['any secret', {}],
  ['an account', { ENV_FILE: 'A=1' }],
  ['a password', { ENV_FILE: 'A=1', E2E_EMAIL: 'ada@localhost' }],
])('reports that it skips the smoke test without %s', (_, env) => {
  expect(runSmokeTest(temporaryFolder(), env)).toContain('skipped: no secrets')
})

test('with them hides each value, writes .env.local and runs the smoke test', () => {
  const folder = temporaryFolder()
  for (const program of ['npm', 'npx', 'curl']) {
    write(folder, `bin/${program}`, `#!/bin/sh\necho "${program} $*" >> commands`, 0o755)
  }
  const ENV_FILE = '# a comment\nA=1=2\nB='
  const PATH = `${join(folder, 'bin')}:/usr/bin:/bin`
  const env = { PATH, ENV_FILE, E2E_EMAIL: 'ada@localhost', E2E_PASSWORD: 'secret' }
  expect(runSmokeTest(folder, env)).toBe('::add-mask::1=2\n')
  expect(readFileSync(join(folder, '.env.local'), 'utf8')).toBe(`${ENV_FILE}\n`)
  const commands = readFileSync(join(folder, 'commands'), 'utf8')
  expect(commands).toMatch(/^npx playwright install/)
  expect(commands).toContain('npm run start\n')
  expect(commands).toContain('npm run test:e2e\n')
})

test('the lint of an example passes over what its .gitignore names', () => {
  const folder = temporaryFolder()
  for (const name of ['.gitignore', 'biome.json']) {
    write(folder, name, read(repositoryRoot, `packages/shared/starter/${name}`))
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
