import { parseArgs } from 'node:util'
import { findProvider } from '@insforge-auth-starters/local'
import { runTests } from '../run-provider.ts'

// For `pnpm mutate`: run-tests.ts <provider> <file…> --title=… --report=… --prepared=…
const { values, positionals } = parseArgs({
  options: {
    title: { type: 'string', default: '' },
    report: { type: 'string', default: '' },
    prepared: { type: 'string', default: '' },
  },
  allowPositionals: true,
})
const [name = '', ...files] = positionals
const provider = findProvider(name)
if (!provider) throw new Error(`There is no provider ${name}`)

const { title, report, prepared } = values
process.exitCode = (await runTests(provider, { files, title }, report, prepared)) ? 0 : 1
