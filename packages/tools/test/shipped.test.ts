import { execFileSync, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { read, readIfThere, repositoryRoot } from '../src/repository.ts'
import { temporaryFolder, write } from './temporary-repository.ts'

const stepSchema = z.object({ run: z.string().optional() })
const jobSchema = z.object({
  if: z.string().optional(),
  needs: z.string().optional(),
  steps: z.array(stepSchema).default([]),
})
const workflowSchema = z.object({
  permissions: z.record(z.string(), z.string()),
  jobs: z.record(z.string(), jobSchema),
})
const readWorkflow = (path: string) => workflowSchema.parse(parse(read(repositoryRoot, path)))

const starter = 'packages/shared/starter'
const ci = `${starter}/.github/workflows/ci.yml`
const live = '.github/workflows/live.yml'

/** What bash prints when it runs a script as GitHub runs a step, and what it leaves to the summary. */
function runStep(script: string, cwd: string, env: Record<string, string>) {
  write(cwd, 'output', '')
  write(cwd, 'summary', '')
  // GitHub ends what is still running with the job.
  const printed = execFileSync('/bin/bash', ['--norc', '-e', '-c', `${script}\nwait`], {
    cwd,
    env: { ...env, NODE_ENV: 'test', GITHUB_OUTPUT: 'output', GITHUB_STEP_SUMMARY: 'summary' },
    encoding: 'utf8',
  })
  return { printed, output: read(cwd, 'output'), summary: read(cwd, 'summary') }
}

const account = { ENV_FILE: '# a comment\nA=1=2\nB=', E2E_EMAIL: 'ada@localhost' }
const secrets = { ...account, E2E_PASSWORD: 'secret' }

test('may only read the repository, and runs every check that needs no account', () => {
  const { permissions, jobs } = readWorkflow(ci)
  expect(permissions).toEqual({ contents: 'read' })
  const commands = jobs.ci?.steps.flatMap(({ run = '' }) => (run ? [run] : []))
  expect(commands).toEqual([
    ...['npm ci', 'npm run lint', 'npm run typecheck', 'npm test', 'npm run build'],
  ])
})

describe.each([ci, live])('the smoke test of %s', (path) => {
  const { jobs } = readWorkflow(path)
  const look = jobs.accounts?.steps[0]?.run ?? 'exit 99'

  test.each([
    ['any secret', {}],
    ['an account', { ENV_FILE: 'A=1' }],
    ['a password', account],
  ])('is skipped without %s, which a warning and the summary tell', (_, env) => {
    const { printed, output, summary } = runStep(look, temporaryFolder(), env)
    expect(printed).toMatch(/^::warning .*skipped: no secrets/)
    expect(summary).toContain('skipped: no secrets')
    expect(output).toBe('')
  })

  test('is run with them, and only then', () => {
    const { printed, output } = runStep(look, temporaryFolder(), secrets)
    expect({ printed, output }).toEqual({ printed: '', output: 'found=true\n' })
    expect(jobs.smoke?.if).toBe("needs.accounts.outputs.found == 'true'")
    expect(jobs.smoke?.steps.at(-1)?.run).toBe('bash e2e/smoke.sh')
  })
})

test('the smoke test hides each value, writes .env.local, and runs against the app', () => {
  const folder = temporaryFolder()
  for (const program of ['npm', 'npx', 'curl']) {
    write(folder, `bin/${program}`, `#!/bin/sh\necho "${program} $*" >> commands`, 0o755)
  }
  const PATH = `${join(folder, 'bin')}:/usr/bin:/bin`
  const script = read(repositoryRoot, `${starter}/e2e/smoke.sh`)
  expect(runStep(script, folder, { PATH, ...secrets }).printed).toBe('::add-mask::1=2\n')
  expect(read(folder, '.env.local')).toBe(`${secrets.ENV_FILE}\n`)
  const commands = read(folder, 'commands')
  expect(commands).toMatch(/^npx playwright install/)
  expect(commands).toContain('npm run start\n')
  expect(commands).toContain('npm run test:e2e\n')
})

/** Runs the last step of a workflow's job with programs that write down what they are asked for. */
function runLastStep(
  path: string,
  job: string,
  programs: Readonly<Record<string, string>>,
  variables: Readonly<Record<string, string>> = {},
) {
  const folder = temporaryFolder()
  for (const [program, script] of Object.entries(programs)) {
    write(folder, `bin/${program}`, `#!/bin/sh\necho "${program} $*" >> commands\n${script}`, 0o755)
  }
  const script = readWorkflow(path).jobs[job]?.steps.at(-1)?.run ?? 'exit 99'
  const PATH = `${join(folder, 'bin')}:/usr/bin:/bin`
  const run = () =>
    runStep(script, folder, { PATH, HOME: folder, GITHUB_RUN_ID: '1', ...variables })
  const commands = () => readIfThere(folder, 'commands')?.trim().split('\n') ?? []
  return { run, commands, folder }
}

test('a release is tagged as the command says, and not at all when it refuses', () => {
  const path = '.github/workflows/release.yml'
  const good = runLastStep(path, 'tag', { npx: 'echo v1.2.0', git: '' })
  good.run()
  expect(good.commands().slice(1)).toEqual(['git tag v1.2.0', 'git push origin v1.2.0'])
  const refused = runLastStep(path, 'tag', { npx: 'exit 2', git: '' })
  expect(refused.run).toThrow('Command failed')
  expect(refused.commands()).toHaveLength(1)
})

describe('the package', () => {
  const publish = (variables: Record<string, string>) => {
    const npm = `case "$2" in get) echo https://packages.test/npm/;; esac`
    const programs = { npx: 'echo /packed.tgz', npm }
    return runLastStep('.github/workflows/release.yml', 'publish', programs, variables)
  }

  test('is published with its provenance, and the token is nowhere but in the environment', () => {
    const { run, commands, folder } = publish({ NPM_TOKEN: 'secret' })
    expect(run().printed).toBe('')
    expect(commands().at(0)).toBe('npx tsx packages/local/pack.ts')
    expect(commands().at(-1)).toBe('npm publish /packed.tgz --provenance --access public')
    expect(commands().join()).not.toContain('secret')
    expect(read(folder, '.npmrc')).toMatch(
      /^\/\/packages\.test\/npm\/:_authToken=\$\{NPM_TOKEN\}\n$/,
    )
  })

  test('is skipped without the secret, which a warning and the summary tell', () => {
    const { run, commands } = publish({ NPM_TOKEN: '' })
    const { printed, summary } = run()
    expect(printed).toMatch(/^::warning .*skipped: no secret/)
    expect(summary).toContain('skipped: no secret')
    expect(commands()).toEqual([])
  })

  test('waits for the tag, which is refused while there is no address', () => {
    const { jobs } = readWorkflow('.github/workflows/release.yml')
    expect(jobs.publish?.needs).toBe('tag')
  })
})

test.each([
  ['opens an issue', '', /^gh issue create --title \S.* --body-file body\.md$/],
  ['updates the one that is open', 'echo 7', /^gh issue edit 7 --body-file body\.md$/],
])('what drifted %s', (_, list, expected) => {
  const gh = `case "$1 $2" in 'run download') echo broken > drift.md;; 'issue list') ${list || ':'};; esac`
  const { run, commands } = runLastStep('.github/workflows/drift.yml', 'issue', { gh })
  run()
  expect(commands().at(-1)).toMatch(expected)
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
