import { parseArgs } from 'node:util'
import { repositoryRoot } from '../repository.ts'
import { describe } from '../sync/describe.ts'
import { findDifferences } from '../sync/differences.ts'
import { manifest } from '../sync/manifest.ts'
import { mend } from '../sync/mend.ts'

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } })

const differences = findDifferences(repositoryRoot, manifest)
for (const difference of differences) console.log(describe(difference))

if (values.check && differences.length > 0) {
  console.log('\nMend it with: pnpm sync (an edit belongs in the source, not in the copy)')
  process.exitCode = 1
} else {
  mend(repositoryRoot, differences)
}
