import { mkdirSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { findProvider, providers } from '@insforge-auth-starters/local'
import { reportNames, runProvider } from '../run-provider.ts'

const reports = fileURLToPath(new URL('../../reports/', import.meta.url))

// run.ts <provider> [--full]
const { values, positionals } = parseArgs({
  options: { full: { type: 'boolean', default: false } },
  allowPositionals: true,
})
const [name = ''] = positionals
const provider = findProvider(name)
if (!provider) {
  console.error(`Which provider? ${providers.map((one) => one.name).join(', ')}`)
  process.exit(2)
}

mkdirSync(reports, { recursive: true })
for (const report of reportNames) rmSync(`${reports}${name}.${report}.json`, { force: true })
process.exitCode = (await runProvider(provider, reports, values.full)) ? 0 : 1
