import { NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser'
import { listFiles, read } from '../repository.ts'
import type { Rule } from './rule.ts'

/** The workflows, those of the examples' source among them: as GitHub reads them, with pinned actions. */
export const workflowRule: Rule = {
  name: 'workflows',
  check: (root) =>
    listFiles(root)
      .filter((path) => /(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$/.test(path))
      .filter((path) => !path.startsWith('examples/'))
      .flatMap((path) => findWorkflowFaults(path, read(root, path))),
}

/** What GitHub would refuse in a workflow, and the actions that could change under it. */
export function findWorkflowFaults(name: string, content: string): string[] {
  const { context } = parseWorkflow({ name, content }, new NoOperationTraceWriter())
  const errors = context.errors.getErrors().map(({ message }) => message)
  const actions = [...content.matchAll(/^[\s-]*uses: (?!\.\/)(.*)$/gm)].map(
    ([, action = '']) => action,
  )
  const loose = actions.filter((action) => !/@[0-9a-f]{40} # v\d/.test(action))
  return [...errors, ...loose.map((action) => `${name}: ${action} is not pinned by its hash`)]
}
