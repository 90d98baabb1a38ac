import { compareExamples } from '../diff/compare.ts'
import { summary, unifiedDiff } from '../diff/print.ts'
import { listExamples, repositoryRoot } from '../repository.ts'

const examples = listExamples(repositoryRoot)
const [one = '', other = '', ...rest] = process.argv.slice(2)
const unknown = [one, other, ...rest].filter((name) => name !== '' && !examples.includes(name))

if (unknown.length > 0 || rest.length > 0 || other === '' || one === other) {
  for (const name of unknown) console.error(`There is no example called ${name}.`)
  console.error(`Usage: pnpm diff <provider> <another provider>\nProviders: ${examples.join(', ')}`)
  process.exitCode = 2
} else {
  // A pager that is closed early is not an error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
  const comparison = compareExamples(repositoryRoot, [one, other])
  const color = process.stdout.isTTY && !process.env.NO_COLOR
  process.stdout.write(`${summary(comparison)}\n`)
  process.stdout.write(unifiedDiff(repositoryRoot, comparison, color))
}
