import { browserPhase, togetherPhase } from '../report/phases.ts'
import { runPhases } from '../report/run-phases.ts'
import { listExamples, repositoryRoot } from '../repository.ts'

const examples = listExamples(repositoryRoot)
const chosen = process.argv.slice(2)
const isAll = chosen.join() === 'all'
const known = chosen.length > 0 && chosen.every((name) => examples.includes(name))

if (known || isAll) {
  const phase = isAll ? togetherPhase : browserPhase(chosen)
  const { failures } = await runPhases([phase], { force: true })
  process.exitCode = failures.length > 0 ? 1 : 0
} else {
  console.error(`Usage: pnpm e2e <provider|all>\nProviders: ${examples.join(', ')}`)
  process.exitCode = 2
}
