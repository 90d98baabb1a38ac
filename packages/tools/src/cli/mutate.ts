import { readArguments, refuse } from '../arguments.ts'
import { readFullOnly } from '../mutate/full-only.ts'
import { describeCheck, readMutants } from '../mutate/mutant.ts'
import { runMutants, type Verdict } from '../mutate/run.ts'
import { repositoryRoot } from '../repository.ts'

const usage =
  'pnpm mutate [word …] [--list]\nWith words, only mutants with all of them in the name.'
const { names, has } = readArguments(usage, ['list'])
const mutants = await readMutants()
const chosen = mutants.filter(({ name }) => names.every((word) => name.includes(word)))
if (chosen.length === 0) refuse(`There is no mutant called ${names.join(' ')}.`, usage)

if (has('list')) {
  const isFullOnly = readFullOnly(repositoryRoot)
  for (const { name, means, check } of chosen) {
    const mark = isFullOnly(check) ? ' (--full)' : ''
    console.log(`${name}\n    ${means}\n    ${describeCheck(check)}${mark}`)
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
