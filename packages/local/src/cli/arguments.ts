import { parseArgs } from 'node:util'
import { findProvider, type KnownProvider, providers } from '../providers/index.ts'

/** What a person asked for. */
export interface Arguments extends Choice {
  /** The word that they asked for it with. */
  readonly name: string
  readonly fresh: boolean
  /** The app's port, or the first one of several. */
  readonly port: number
  readonly gatewayPort: number | undefined
  /** The emulator's port, or the first one of several. */
  readonly emulatorPort: number | undefined
  /** What stood after `--`. */
  readonly command: readonly string[]
}

/** What a command can be asked for, a provider or something else. */
export interface Choice {
  /** For people, as in the list of what there is. */
  readonly title: string
  /** Those that are started; none for InsForge alone. */
  readonly providers: readonly KnownProvider[]
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

/** Reads a command line; `others` is what can stand in a provider's place. Throws a UsageError. */
export function readArguments(
  argv: readonly string[],
  usage: string,
  others: Readonly<Record<string, Choice>>,
): Arguments {
  const end = argv.includes('--') ? argv.indexOf('--') : argv.length
  try {
    const { values, positionals } = parseArgs({
      args: argv.slice(0, end),
      options,
      allowPositionals: true,
    })
    const { name, choice } = readChoice(positionals, others)
    const count = choice.providers.length
    const emulatorPort = values['emulator-port']
    const gatewayPort = values['gateway-port']
    return {
      name,
      ...choice,
      fresh: values.fresh,
      port: readPort(values.port, count),
      gatewayPort: gatewayPort ? readPort(gatewayPort) : undefined,
      emulatorPort: emulatorPort ? readPort(emulatorPort, count) : undefined,
      command: argv.slice(end + 1),
    }
  } catch (error) {
    const { message } = error as Error
    throw new UsageError([message, '', `Usage: ${usage}`, '', ...listing(others)].join('\n'))
  }
}

function readChoice(
  [name, ...rest]: readonly string[],
  others: Readonly<Record<string, Choice>>,
): { name: string; choice: Choice } {
  if (name === undefined) throw new Error('Which provider?')
  if (rest.length > 0) throw new Error(`One provider at a time, not also: ${rest.join(' ')}`)
  const provider = findProvider(name)
  const choice = provider ? choiceOf(provider) : others[name]
  if (!choice) throw new Error(`There is no provider called ${name}.`)
  return { name, choice }
}

function choiceOf(provider: KnownProvider): Choice {
  return { title: `${provider.title} and InsForge`, providers: [provider] }
}

/** A port that has as many behind it as are needed. */
function readPort(text: string, count = 1): number {
  const port = Number(text)
  if (Number.isInteger(port) && port >= 0 && port + count - 1 <= 65_535) return port
  throw new Error(
    count > 1 ? `${text} is not the first of ${count} ports.` : `${text} is not a port.`,
  )
}

function listing(others: Readonly<Record<string, Choice>>): string[] {
  const choices = { ...Object.fromEntries(providers.map((p) => [p.name, choiceOf(p)])), ...others }
  const rows = Object.entries(choices).map(([name, { title }]) => `  ${name.padEnd(10)} ${title}`)
  return ['Providers:', ...rows]
}
