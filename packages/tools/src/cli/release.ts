import { readArguments, refuse } from '../arguments.ts'
import { readRelease } from '../check/release.ts'
import { repositoryRoot } from '../repository.ts'

const usage = 'pnpm release\nPrints the tag of this version, if it can be released.'
readArguments(usage, [])
const { tag, faults } = readRelease(repositoryRoot)
if (faults.length > 0) refuse(faults.join('\n'), usage)
console.log(tag)
