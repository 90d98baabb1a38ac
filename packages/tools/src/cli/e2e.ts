import { execFileSync } from 'node:child_process'
import { readArguments, refuse } from '../arguments.ts'
import { browserPhase, runPhases, togetherPhase } from '../report/phases.ts'
import { listExamples, repositoryRoot } from '../repository.ts'

const examples = listExamples(repositoryRoot)
const usage = `pnpm e2e <provider|all> [--full] | --list\nProviders: ${examples.join(', ')}`
const { names: chosen, has } = readArguments(usage, ['full', 'list'])
const values = { full: has('full'), list: has('list') }
const isAll = chosen.join() === 'all'
const known = chosen.length > 0 && chosen.every((name) => examples.includes(name))

if (values.list) {
  const args = ['--import', 'tsx', 'packages/e2e/src/cli.ts', 'list']
  execFileSync(process.execPath, args, { cwd: repositoryRoot, stdio: 'inherit' })
} else if (known || isAll) {
  const phase = isAll ? togetherPhase : browserPhase(chosen, values.full)
  const { failures } = await runPhases([phase], true)
  process.exitCode = failures.length > 0 ? 1 : 0
} else {
  refuse('Name a provider, or all.', usage)
}
