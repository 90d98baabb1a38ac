import { parseArgs } from 'node:util'
import { findLockProblems, findStale } from '../locks/check.ts'
import { writePackageLock } from '../locks/write.ts'
import { listExamples, repositoryRoot } from '../repository.ts'
import { describe } from '../sync/describe.ts'
import { findDifferences } from '../sync/differences.ts'
import { manifest } from '../sync/manifest.ts'
import { mend } from '../sync/mend.ts'

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } })

const differences = findDifferences(repositoryRoot, manifest)
const stale = listExamples(repositoryRoot)
  .map((example) => ({ example, reasons: findStale(repositoryRoot, example) }))
  .filter(({ reasons }) => reasons.length > 0)

for (const difference of differences) console.log(describe(difference))
for (const { reasons } of stale) console.log(reasons.join('\n'))

if (!values.check) {
  mend(repositoryRoot, differences)
  for (const { example } of stale) writePackageLock(repositoryRoot, example)
  console.log(`${differences.length} files and ${stale.length} lockfiles mended`)
} else if (differences.length + stale.length > 0) {
  console.log('\nMend it with: pnpm sync (an edit belongs in the source, not in the copy)\n')
  process.exitCode = 1
}

const problems = findLockProblems(repositoryRoot)
for (const problem of problems) console.log(problem)
if (problems.length > 0) process.exitCode = 1
