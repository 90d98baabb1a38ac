import { findProvider, providers } from '@insforge-auth-starters/local'
import { screenshotProvider } from '../run-provider.ts'

const [name = ''] = process.argv.slice(2)
const provider = findProvider(name)
if (!provider) {
  console.error(`Which provider? ${providers.map((one) => one.name).join(', ')}`)
  process.exit(2)
}

process.exitCode = (await screenshotProvider(provider)) ? 0 : 1
