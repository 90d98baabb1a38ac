import { readArguments, refuse } from '../arguments.ts'
import { compareExamples } from '../diff/compare.ts'
import { summary, unifiedDiff } from '../diff/print.ts'
import { listExamples, repositoryRoot } from '../repository.ts'

const examples = listExamples(repositoryRoot)
const usage = `pnpm diff <provider> <another provider>\nProviders: ${examples.join(', ')}`
const { names } = readArguments(usage, [])
const [one = '', other = ''] = names
const unknown = names.filter((name) => !examples.includes(name))
if (unknown.length > 0) refuse(`There is no example called ${unknown.join(', ')}.`, usage)
if (names.length !== 2 || one === other) refuse('Name two providers.', usage)

// A pager that is closed early is not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})
const comparison = compareExamples(repositoryRoot, [one, other])
const color = process.stdout.isTTY && !process.env.NO_COLOR
process.stdout.write(`${summary(comparison)}\n`)
process.stdout.write(unifiedDiff(repositoryRoot, comparison, color))
