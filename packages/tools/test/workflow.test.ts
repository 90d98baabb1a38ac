import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { listExamples, repositoryRoot } from '../src/repository.ts'
import { temporaryFolder, write } from './temporary-repository.ts'

const stepSchema = z.object({
  name: z.string().optional(),
  run: z.string().optional(),
})
const workflowSchema = z.object({
  permissions: z.record(z.string(), z.string()),
  jobs: z.record(z.string(), z.object({ steps: z.array(stepSchema) })),
})

function readWorkflow(folder: string) {
  const text = readFileSync(join(repositoryRoot, folder, '.github/workflows/ci.yml'), 'utf8')
  const { permissions, jobs } = workflowSchema.parse(parse(text))
  return { permissions, steps: Object.values(jobs).flatMap((job) => job.steps) }
}

describe.each(listExamples(repositoryRoot))('the workflow of examples/%s', (example) => {
  const { permissions, steps } = readWorkflow(`examples/${example}`)
  const smoke = steps.find(({ name }) => name?.startsWith('Smoke test'))?.run ?? 'exit 99'

  test('may read the repository and nothing else', () => {
    expect(permissions).toEqual({ contents: 'read' })
  })

  test('runs every check that needs no account', () => {
    const commands = steps.flatMap(({ run = '' }) => (run.startsWith('npm ') ? [run] : []))
    expect(commands).toEqual([
      'npm ci',
      'npm run lint',
      'npm run typecheck',
      'npm test',
      'npm run build',
    ])
  })

  test.each([
    ['any secret', {}],
    ['an account', { ENV_FILE: 'A=1' }],
    ['a password', { ENV_FILE: 'A=1', E2E_EMAIL: 'ada@localhost' }],
  ])('says that it skips the smoke test without %s', (_, env) => {
    const options = { cwd: temporaryFolder(), env, encoding: 'utf8' } as const
    const told = execFileSync('/bin/bash', ['-e', '-c', smoke], options)
    expect(told).toContain('skipped: no secrets')
  })

  test('with them hides each value, makes .env.local and runs the smoke test', () => {
    const folder = temporaryFolder()
    for (const program of ['npm', 'npx', 'curl']) {
      write(folder, `bin/${program}`, `#!/bin/sh\necho "${program} $*" >> commands`, 0o755)
    }
    const ENV_FILE = '# a comment\nA=1=2\nB='
    const PATH = `${join(folder, 'bin')}:/usr/bin:/bin`
    const env = { PATH, ENV_FILE, E2E_EMAIL: 'ada@localhost', E2E_PASSWORD: 'secret' }
    const options = { cwd: folder, env, encoding: 'utf8' } as const
    // GitHub ends what is still running with the job.
    const told = execFileSync('/bin/bash', ['-e', '-c', `${smoke}\nwait`], options)
    expect(told).toBe('::add-mask::1=2\n')
    expect(readFileSync(join(folder, '.env.local'), 'utf8')).toBe(`${ENV_FILE}\n`)
    const commands = readFileSync(join(folder, 'commands'), 'utf8')
    expect(commands).toMatch(/^npx playwright install/)
    expect(commands).toContain('npm run start\n')
    expect(commands).toContain('npm run test:e2e\n')
  })
})
