import { parseArgs } from 'node:util'
import { checkRules } from '../check/rule.ts'
import { syncRules } from '../check/rules.ts'
import { repositoryRoot } from '../repository.ts'

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } })
const broken = await checkRules(repositoryRoot, syncRules, !values.check)
process.exitCode = broken > 0 ? 1 : 0
