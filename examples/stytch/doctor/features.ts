import { features } from '@/auth/env'
import { findEnvProblems, type Variable } from '@/lib/env'
import { type Finding, notChecked, ok, wrong } from './finding'

const names: Record<keyof typeof features, string> = {
  accountDeletion: 'Account deletion',
  webhook: 'Webhook',
}

/** Checks the variables of what the app can do without. */
export const checkFeatures = (): Finding[] =>
  (Object.keys(names) as (keyof typeof features)[]).map((key) => check(names[key], features[key]))

function check(name: string, variables: Record<string, Variable>): Finding {
  const problems = findEnvProblems(variables)
  const [first] = problems
  if (!first) return ok(name, 'All that it needs is set.')
  const says = `${problems.map((one) => `${one.name} ${one.problem}`).join(', ')}.`
  const isUnused = Object.keys(variables).every((variable) => !process.env[variable])
  return isUnused ? notChecked(name, says, first.where) : wrong(name, says, first.where)
}
