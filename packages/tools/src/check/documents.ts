import { findStaleDocuments, writeDocuments } from '../docs/generated.ts'
import { findBrokenLinks } from '../docs/links.ts'
import { findUnlikeVariables } from '../docs/variables.ts'
import { listExamples, listFiles } from '../repository.ts'
import type { Rule } from './rule.ts'

/** The parts of the documents that are generated. */
export const generatedDocuments: Rule = {
  name: 'generated documents',
  check: (root) => findStaleDocuments(root).map(({ path }) => `${path} is out of date`),
  fix: writeDocuments,
}

export const documentRules: readonly Rule[] = [
  {
    name: 'links',
    check: (root) => findBrokenLinks(root, listFiles(root)),
  },
  {
    name: 'variables',
    check: (root) => listExamples(root).flatMap((example) => findUnlikeVariables(root, example)),
  },
]
