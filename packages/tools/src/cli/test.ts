import { readArguments, refuse } from '../arguments.ts'
import { listPhases, runPhases } from '../report/phases.ts'
import { repositoryRoot } from '../repository.ts'

const all = listPhases(repositoryRoot, false).map(({ name }) => name)
const usage = `pnpm test [${all.join('] [')}] [--full] [--force]`
const { names, has } = readArguments(usage, ['full', 'force'])
const unknown = names.filter((name) => !all.includes(name))
if (unknown.length > 0) refuse(`There is no phase called ${unknown.join(', ')}.`, usage)

const phases = listPhases(repositoryRoot, has('full'))
const chosen = phases.filter(({ name, isExtra = false }) =>
  names.length > 0 ? names.includes(name) : has('full') || !isExtra,
)
const { failures } = await runPhases(chosen, has('force'))
process.exitCode = failures.length > 0 ? 1 : 0
