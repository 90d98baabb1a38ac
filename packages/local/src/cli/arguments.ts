import { parseArgs } from 'node:util'
import { webhookAddress } from '../emulator/webhooks.ts'
import { findProvider, type KnownProvider, providers } from '../providers/index.ts'
import { suggest } from '../runtime/suggest.ts'

/** What is asked for on a command line. */
export interface Arguments extends Choice {
  /** The word that it is asked for with. */
  readonly name: string
  readonly fresh: boolean
  /** The app's port, or the first one of several. */
  readonly port: number
  readonly gatewayPort: number | undefined
  /** The emulator's port, or the first one of several. */
  readonly emulatorPort: number | undefined
  /** The file with what to begin with. */
  readonly seed: string | undefined
  /** Whether the variables go into `.env.local`. */
  readonly envFile: boolean
  /** Where the app takes webhooks. */
  readonly webhookUrl: string | undefined
  /** What follows `--`. */
  readonly command: readonly string[]
  readonly help: undefined
}

/** A word that a command can be given: a provider or something else. */
export interface Choice {
  /** For the list of choices. */
  readonly title: string
  /** Those that are started; none for InsForge alone. */
  readonly providers: readonly KnownProvider[]
}

/** How a command is called, what it does and what it takes. */
export interface Usage {
  readonly command: string
  /** In one or two sentences. */
  readonly does: string
  /** Choices besides the providers. */
  readonly others: Readonly<Record<string, Choice>>
  /** Whether it runs the command after `--`, and can write `.env.local`. */
  readonly takesCommand: boolean
}

/** A command line without a meaning; the message lists what has one. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

const options = {
  fresh: { type: 'boolean', default: false },
  port: { type: 'string', default: '3000' },
  'gateway-port': { type: 'string' },
  'emulator-port': { type: 'string' },
  seed: { type: 'string' },
  'env-file': { type: 'boolean', default: false },
  webhook: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const

const optionHelp = {
  '--fresh': 'start over: delete the rows, users and keys',
  '--port <n>': 'the port of the app (3000); of the first one for all',
  '--gateway-port <n>': 'the port of InsForge (7130)',
  '--emulator-port <n>': "the port of the emulator (the provider's own)",
  '--seed <file>': 'the users and rows to begin with and to reset to',
  '--webhook <url>': 'where the app takes webhooks, on this machine',
}
const commandOptionHelp = { '--env-file': "add the variables that the app's .env.local lacks" }
const lastOptionHelp = { '-h, --help': 'show this' }

/** Reads a command line: its arguments, or the help that it asks for. Throws a UsageError. */
export function readArguments(
  argv: readonly string[],
  usage: Usage,
): Arguments | { readonly help: string } {
  const end = argv.includes('--') ? argv.indexOf('--') : argv.length
  const args = argv.slice(0, end)
  if (args.includes('--help') || args.includes('-h')) {
    const own = usage.takesCommand ? commandOptionHelp : {}
    const rows = table({ ...optionHelp, ...own, ...lastOptionHelp }, 21)
    return { help: [...help(usage), '', 'Options:', ...rows].join('\n') }
  }
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
    const { name, choice } = readChoice(positionals, usage)
    const count = choice.providers.length
    const emulatorPort = values['emulator-port']
    const gatewayPort = values['gateway-port']
    if (values['env-file'] && !usage.takesCommand) throw new Error('There is no option --env-file.')
    if (values.seed && count !== 1) throw new Error('A seed is for one provider.')
    return {
      name,
      ...choice,
      fresh: values.fresh,
      port: readPort(values.port, count),
      gatewayPort: gatewayPort ? readPort(gatewayPort) : undefined,
      emulatorPort: emulatorPort ? readPort(emulatorPort, count) : undefined,
      seed: values.seed,
      envFile: values['env-file'],
      webhookUrl: values.webhook === undefined ? undefined : readWebhook(values.webhook, count),
      command: argv.slice(end + 1),
      help: undefined,
    }
  } catch (error) {
    throw new UsageError([explain(error as Error), '', ...help(usage)].join('\n'))
  }
}

function readChoice([name, ...rest]: readonly string[], { others }: Usage) {
  if (name === undefined) throw new Error('Which provider?')
  if (rest.length > 0) throw new Error(`One provider at a time, not also: ${rest.join(' ')}`)
  const provider = findProvider(name)
  const choice = provider ? choiceOf(provider) : others[name]
  if (choice) return { name, choice }
  const names = [...providers.map((each) => each.name), ...Object.keys(others)]
  throw new Error(`There is no provider called ${name}.${suggest(name, names)}`)
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

function readWebhook(text: string, count: number): string {
  if (count !== 1) throw new Error('--webhook is for one provider.')
  return webhookAddress(text)
}

function explain({ message }: Error): string {
  const [, option] = /^Unknown option '(\S+)'/.exec(message) ?? []
  if (option === undefined) return message
  const names = Object.keys(options).map((name) => `--${name}`)
  return `There is no option ${option}.${suggest(option, names)}`
}

function help({ command, does, others, takesCommand }: Usage): string[] {
  const titles = [
    ...providers.map((provider) => [provider.name, choiceOf(provider).title]),
    ...Object.entries(others).map(([word, { title }]) => [word, title]),
  ]
  return [
    `Usage: ${command} <provider> [options]${takesCommand ? ' [-- command …]' : ''}`,
    '',
    does,
    '',
    'Providers:',
    ...table(Object.fromEntries(titles), 10),
  ]
}

const table = (rows: Readonly<Record<string, string>>, width: number) =>
  Object.entries(rows).map(([word, meaning]) => `  ${word.padEnd(width)} ${meaning}`)
