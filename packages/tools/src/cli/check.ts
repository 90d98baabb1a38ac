import { parseArgs } from 'node:util'
import { checkRules } from '../check/rule.ts'
import { rules } from '../check/rules.ts'
import { repositoryRoot } from '../repository.ts'

const { values, positionals } = parseArgs({
  options: { fix: { type: 'boolean', default: false } },
  allowPositionals: true,
})
const chosen = rules.filter(
  ({ name }) => positionals.length === 0 || positionals.some((word) => name.includes(word)),
)

if (chosen.length === 0) {
  const names = rules.map(({ name }) => `  ${name}`)
  console.error(`No rule is called ${positionals.join(' ')}. There are:\n${names.join('\n')}`)
  process.exitCode = 2
} else {
  const broken = await checkRules(repositoryRoot, chosen, values.fix)
  console.log(`${chosen.length - broken} rules kept, ${broken} broken`)
  process.exitCode = broken > 0 ? 1 : 0
}
