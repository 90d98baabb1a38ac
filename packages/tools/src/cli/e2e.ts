import { execFileSync } from 'node:child_process'
import { parseArgs } from 'node:util'
import { browserPhase, runPhases, togetherPhase } from '../report/phases.ts'
import { listExamples, repositoryRoot } from '../repository.ts'

const { values, positionals: chosen } = parseArgs({
  options: { full: { type: 'boolean', default: false }, list: { type: 'boolean' } },
  allowPositionals: true,
})
const examples = listExamples(repositoryRoot)
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
  const usage = 'Usage: pnpm e2e <provider|all> [--full] | --list'
  console.error(`${usage}\nProviders: ${examples.join(', ')}`)
  process.exitCode = 2
}
