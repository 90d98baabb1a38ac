import { readArguments, refuse } from '../arguments.ts'
import { writeReport } from '../drift/report.ts'
import { type Drift, isBroken, runDrift } from '../drift/run.ts'
import { openSandbox } from '../mutate/sandbox.ts'
import { listExamples, repositoryRoot } from '../repository.ts'

const examples = listExamples(repositoryRoot)
const usage = `pnpm drift [provider …]\nProviders: ${examples.join(', ')}`
const { names } = readArguments(usage, [])
const unknown = names.filter((name) => !examples.includes(name))
if (unknown.length > 0) refuse(`There is no example called ${unknown.join(', ')}.`, usage)

// Without a handler the temporary copies would stay.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
// As long as in the whole suite: a page that is slow is not broken.
process.env.E2E_EXPECT_TIMEOUT ??= '20000'

// Each copy installs its own packages.
const sandbox = openSandbox(repositoryRoot, () => {})
const drifts: Drift[] = []
try {
  for (const provider of names.length > 0 ? names : examples) {
    console.error(`${provider} …`)
    const copy = sandbox.copy()
    drifts.push(await runDrift(copy, provider))
    sandbox.discard(copy)
  }
} finally {
  sandbox.close()
}
process.stdout.write(writeReport(drifts))
process.exitCode = drifts.some(isBroken) ? 1 : 0
