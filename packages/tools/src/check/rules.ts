import { listExamples, listFiles } from '../repository.ts'
import { findDifferences, fixCopies } from '../sync/copies.ts'
import { findDeadEntries } from '../sync/expected.ts'
import { manifest } from '../sync/manifest.ts'
import { codeRules } from './code.ts'
import { documentRules, generatedDocuments } from './documents.ts'
import { exampleRules } from './examples.ts'
import { exampleLocks, workspaceLock } from './lockfiles.ts'
import { browserTasks, providerFolders } from './providers.ts'
import { versions } from './release.ts'
import type { Rule } from './rule.ts'
import { textRules } from './texts.ts'
import { workflowRule } from './workflows.ts'

/** The files that the examples share. */
const copies: Rule = {
  name: 'copies',
  check: (root) => findDifferences(root).map(({ says }) => says),
  fix: (root) => fixCopies(root),
}

/** What `pnpm sync` writes. */
export const syncRules: readonly Rule[] = [copies, exampleLocks, browserTasks, generatedDocuments]

/** Every rule, in the order in which `pnpm check` prints them. */
export const rules: readonly Rule[] = [
  ...syncRules,
  {
    name: 'every entry of the manifest matches something',
    check: (root) => findDeadEntries(listFiles(root), manifest, listExamples(root)),
  },
  workspaceLock,
  providerFolders,
  ...exampleRules,
  versions,
  ...documentRules,
  ...textRules,
  workflowRule,
  ...codeRules,
]
