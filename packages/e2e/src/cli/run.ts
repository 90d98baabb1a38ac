import { mkdirSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { findProvider, providers } from '@insforge-auth-starters/local'
import { runProvider } from '../run-provider.ts'

const reports = fileURLToPath(new URL('../../reports/', import.meta.url))

const [name = ''] = process.argv.slice(2)
const provider = findProvider(name)
if (!provider) {
  console.error(`Which provider? ${providers.map((one) => one.name).join(', ')}`)
  process.exit(2)
}

mkdirSync(reports, { recursive: true })
for (const suite of ['hard', 'smoke']) rmSync(`${reports}${name}.${suite}.json`, { force: true })
process.exitCode = (await runProvider(provider, reports)) ? 0 : 1
