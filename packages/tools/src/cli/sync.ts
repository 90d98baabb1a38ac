import { parseArgs } from 'node:util'
import { findStaleDocs, writeDocs } from '../docs/written.ts'
import { findLockProblems, findStale } from '../locks/check.ts'
import { writePackageLock } from '../locks/write.ts'
import { listExamples, repositoryRoot } from '../repository.ts'
import { describe } from '../sync/describe.ts'
import { findDifferences } from '../sync/differences.ts'
import { fix } from '../sync/fix.ts'
import { manifest } from '../sync/manifest.ts'

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } })

if (!values.check) {
  const differences = findDifferences(repositoryRoot, manifest)
  print(differences.map(describe))
  fix(repositoryRoot, differences)
  for (const example of listExamples(repositoryRoot)) {
    const reasons = findStale(repositoryRoot, example)
    print(reasons)
    if (reasons.length > 0) writePackageLock(repositoryRoot, example)
  }
  print(findStaleDocs(repositoryRoot))
  writeDocs(repositoryRoot)
}

const fixable = [
  ...findDifferences(repositoryRoot, manifest).map(describe),
  ...listExamples(repositoryRoot).flatMap((example) => findStale(repositoryRoot, example)),
  ...findStaleDocs(repositoryRoot),
]
if (fixable.length > 0) {
  print([...fixable, 'Fix it with: pnpm sync (edit the source, not the copy)'])
}

const decisions = findLockProblems(repositoryRoot)
print(decisions)
process.exitCode = fixable.length + decisions.length > 0 ? 1 : 0

function print(lines: readonly string[]): void {
  for (const line of lines) console.log(line)
}
