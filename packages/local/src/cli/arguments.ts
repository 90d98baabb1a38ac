import { parseArgs } from 'node:util'
import { findProvider, providers } from '../providers/index.ts'
import type { Provider } from '../providers/provider.ts'

/** What a person asked for. */
export interface Arguments {
  /** Undefined for InsForge alone. */
  readonly provider: Provider | undefined
  readonly fresh: boolean
  readonly port: number
  readonly gatewayPort: number | undefined
  readonly emulatorPort: number | undefined
  /** What stood after `--`. */
  readonly command: readonly string[]
}

/** A command line that means nothing; the message says what would. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

const options = {
  fresh: { type: 'boolean', default: false },
  port: { type: 'string', default: '3000' },
  'gateway-port': { type: 'string' },
  'emulator-port': { type: 'string' },
} as const

/** Reads a command line; `alone` allows `insforge` in a provider's place. Throws a UsageError. */
export function readArguments(argv: readonly string[], usage: string, alone: boolean): Arguments {
  const end = argv.includes('--') ? argv.indexOf('--') : argv.length
  try {
    const { values, positionals } = parseArgs({
      args: argv.slice(0, end),
      options,
      allowPositionals: true,
    })
    return {
      provider: readProvider(positionals, alone),
      fresh: values.fresh,
      port: readPort(values.port),
      gatewayPort: values['gateway-port'] ? readPort(values['gateway-port']) : undefined,
      emulatorPort: values['emulator-port'] ? readPort(values['emulator-port']) : undefined,
      command: argv.slice(end + 1),
    }
  } catch (error) {
    const { message } = error as Error
    throw new UsageError([message, '', `Usage: ${usage}`, '', ...listing(alone)].join('\n'))
  }
}

function readProvider([name, ...rest]: readonly string[], alone: boolean): Provider | undefined {
  if (name === undefined) throw new Error('Which provider?')
  if (rest.length > 0) throw new Error(`One provider at a time, not also: ${rest.join(' ')}`)
  if (alone && name === 'insforge') return undefined
  const provider = findProvider(name)
  if (!provider) throw new Error(`There is no provider called ${name}.`)
  return provider
}

function readPort(text: string): number {
  const port = Number(text)
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port
  throw new Error(`${text} is not a port.`)
}

function listing(alone: boolean): string[] {
  const rows = providers.map(({ name, title }) => `  ${name.padEnd(10)} ${title} and InsForge`)
  return ['Providers:', ...rows, ...(alone ? [`  ${'insforge'.padEnd(10)} InsForge alone`] : [])]
}
