import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { repositoryRoot } from '../repository.ts'
import { describeCheck } from '../teeth/break.ts'
import { breaks } from '../teeth/breaks/index.ts'
import { runTeeth, type Verdict } from '../teeth/run.ts'
import { withTable } from '../teeth/table.ts'

const { values, positionals } = parseArgs({
  options: { list: { type: 'boolean' }, 'write-table': { type: 'boolean' } },
  allowPositionals: true,
})
const chosen = breaks.filter(({ name }) => positionals.every((part) => name.includes(part)))

if (values['write-table']) {
  const path = join(repositoryRoot, 'CONTRIBUTING.md')
  writeFileSync(path, withTable(readFileSync(path, 'utf8'), breaks))
} else if (chosen.length === 0) {
  console.error(`No break's name holds ${positionals.join(' and ')}; see: pnpm test:teeth --list`)
  process.exitCode = 2
} else if (values.list) {
  for (const { name, check } of chosen) console.log(`${name}\n    ${describeCheck(check)}`)
} else {
  // Without a handler the temporary copies would stay.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
  console.log(`${chosen.length} breaks; first their checks, unbroken`)
  const missed = (await runTeeth(repositoryRoot, chosen, print)).filter((verdict) => verdict.missed)
  console.log(`${chosen.length - missed.length} breaks noticed, ${missed.length} missed`)
  process.exitCode = missed.length > 0 ? 1 : 0
}

function print({ broken, missed }: Verdict): void {
  if (missed === undefined) console.log(`✓ ${broken.name}`)
  else console.log(`✗ ${broken.name}: ${missed}\n    ${describeCheck(broken.check)}`)
}
