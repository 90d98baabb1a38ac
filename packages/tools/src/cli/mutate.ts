import { parseArgs } from 'node:util'
import { describeCheck, readMutants } from '../mutate/mutant.ts'
import { runMutants, type Verdict } from '../mutate/run.ts'
import { repositoryRoot } from '../repository.ts'

const { values, positionals } = parseArgs({
  options: { list: { type: 'boolean' } },
  allowPositionals: true,
})
const mutants = await readMutants()
const chosen = mutants.filter(({ name }) => positionals.every((part) => name.includes(part)))

if (chosen.length === 0) {
  console.error(`No mutant is called ${positionals.join(' ')}. See: pnpm mutate --list`)
  process.exitCode = 2
} else if (values.list) {
  for (const { name, means, check } of chosen) {
    console.log(`${name}\n    ${means}\n    ${describeCheck(check)}`)
  }
} else {
  // Without a handler the temporary copies would stay.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
  console.log(`Mutants: ${chosen.length}. First their checks run without them`)
  const verdicts = await runMutants(repositoryRoot, chosen, print)
  const survivors = verdicts.filter(({ survived }) => survived !== undefined)
  console.log(`${chosen.length - survivors.length} killed, ${survivors.length} survived`)
  process.exitCode = survivors.length > 0 ? 1 : 0
}

function print({ mutant, survived }: Verdict): void {
  if (survived === undefined) console.log(`✓ ${mutant.name}`)
  else console.log(`✗ ${mutant.name}: ${survived}\n    ${describeCheck(mutant.check)}`)
}
