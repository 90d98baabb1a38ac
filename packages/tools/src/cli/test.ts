import { readArguments, refuse } from '../arguments.ts'
import { listPhases, runPhases } from '../report/phases.ts'
import { repositoryRoot } from '../repository.ts'

const all = listPhases(repositoryRoot, true).map(({ name }) => name)
const usage = `pnpm test [${all.join('] [')}] [--full] [--force]`
const { names, has } = readArguments(usage, ['full', 'force'])
const phases = listPhases(repositoryRoot, has('full'))
const unknown = names.filter((name) => !phases.some((phase) => phase.name === name))
if (unknown.length > 0) {
  const without = has('full') ? '' : ' without --full'
  refuse(`There is no phase called ${unknown.join(', ')}${without}.`, usage)
}

const chosen = phases.filter(({ name }) => names.length === 0 || names.includes(name))
const { failures } = await runPhases(chosen, has('force'))
process.exitCode = failures.length > 0 ? 1 : 0
