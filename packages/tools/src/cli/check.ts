import { readArguments, refuse } from '../arguments.ts'
import { checkRules } from '../check/rule.ts'
import { rules } from '../check/rules.ts'
import { repositoryRoot } from '../repository.ts'

const usage = `pnpm check [words …] [--fix]
With words, only rules with one of them in the name. The rules:
${rules.map(({ name }) => `  ${name}`).join('\n')}`
const { names, has } = readArguments(usage, ['fix'])
const chosen = rules.filter(
  ({ name }) => names.length === 0 || names.some((word) => name.includes(word)),
)
if (chosen.length === 0) refuse(`There is no rule called ${names.join(' ')}.`, usage)

const broken = await checkRules(repositoryRoot, chosen, has('fix'))
console.log(`${chosen.length - broken} rules kept, ${broken} broken`)
process.exitCode = broken > 0 ? 1 : 0
