import { readArguments } from '../arguments.ts'
import { checkRules } from '../check/rule.ts'
import { syncRules } from '../check/rules.ts'
import { repositoryRoot } from '../repository.ts'

const { has } = readArguments('pnpm sync [--check]', ['check'])
const broken = await checkRules(repositoryRoot, syncRules, !has('check'))
process.exitCode = broken > 0 ? 1 : 0
