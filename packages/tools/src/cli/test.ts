import { parseArgs } from 'node:util'
import { listPhases, runPhases } from '../report/phases.ts'
import { repositoryRoot } from '../repository.ts'

const { values, positionals } = parseArgs({
  options: { force: { type: 'boolean' }, full: { type: 'boolean', default: false } },
  allowPositionals: true,
})

const phases = listPhases(repositoryRoot, values.full)
const names = phases.map((phase) => phase.name)
const unknown = positionals.filter((name) => !names.includes(name))

if (unknown.length > 0) {
  console.error(`There is no phase ${unknown.join(', ')}. Known: ${names.join(', ')}`)
  process.exitCode = 2
} else {
  const chosen = phases.filter(
    (phase) => positionals.length === 0 || positionals.includes(phase.name),
  )
  const { failures } = await runPhases(chosen, values.force)
  process.exitCode = failures.length > 0 ? 1 : 0
}
