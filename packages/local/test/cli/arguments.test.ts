import { describe, expect, test } from 'vitest'
import { readArguments, UsageError } from '../../src/cli/arguments.ts'
import { providers } from '../../src/index.ts'

const usage = {
  command: 'pnpm dev',
  does: 'Serves one example.',
  others: { all: { title: 'All of them', providers } },
  takesCommand: true,
} as const

function refusal(...argv: readonly string[]): string {
  try {
    readArguments(argv, usage)
  } catch (error) {
    if (error instanceof UsageError) return error.message
    throw error
  }
  throw new Error('it was not refused')
}

test('a provider, its ports and a command are read', () => {
  const args = readArguments(['workos', '--port', '4000', '--', 'ls', '--help'], usage)
  expect(args).toMatchObject({
    name: 'workos',
    port: 4000,
    gatewayPort: undefined,
    fresh: false,
    webhookUrl: undefined,
    command: ['ls', '--help'],
    help: undefined,
  })
})

test('the address for webhooks is read', () => {
  const webhookUrl = 'http://localhost:3000/api/webhooks'
  expect(readArguments(['workos', '--webhook', webhookUrl], usage)).toMatchObject({ webhookUrl })
})

describe('wrong usage', () => {
  test.each([
    [[], 'Which provider?'],
    [['nope'], 'There is no provider called nope.'],
    [['workso'], 'There is no provider called workso. Did you mean workos?'],
    [['Clerk'], 'There is no provider called Clerk. Did you mean clerk?'],
    [['al'], 'There is no provider called al. Did you mean all?'],
    [['workos', '--port', 'x'], 'x is not a port.'],
    [['workos', '--port'], '--port'],
    [['all', 'workos'], 'One provider at a time, not also: workos'],
    [['all', '--port', '65533'], '65533 is not the first of 5 ports.'],
    [['workos', '--nope'], 'There is no option --nope.'],
    [['workos', '--prot', '1'], 'There is no option --prot. Did you mean --port?'],
    [['all', '--seed', 'seed.json'], 'A seed is for one provider.'],
    [['workos', '-f'], 'There is no option -f.'],
    [['all', '--webhook', 'http://localhost:3000/hooks'], '--webhook is for one provider.'],
    [['workos', '--webhook', 'https://example.com/hooks'], 'and not to https://example.com/hooks'],
  ] as const)('%j', (argv, message) => {
    const text = refusal(...argv)
    expect(text.split('\n')[0]).toContain(message)
    expect(text).toMatch(/^Usage: pnpm dev <provider>/m)
    expect(text).toMatch(/^ {2}workos {5}WorkOS and InsForge$/m)
  })
})

test.each([['--help'], ['-h'], ['nope', '--help'], ['--help', '--nope']])(
  '%s %s: what the command does, what it takes, and no error',
  (...argv) => {
    const { help = '' } = readArguments(argv, usage)
    expect(help).toContain('Serves one example.')
    for (const word of [
      'clerk',
      'all',
      '--fresh',
      '--port',
      '--gateway-port',
      '--emulator-port',
      '--seed',
      '--env-file',
      '--webhook',
    ]) {
      expect(help).toContain(`  ${word} `)
    }
    for (const line of help.split('\n')) expect(line.length).toBeLessThanOrEqual(80)
  },
)

test('what runs no command writes no variables either', () => {
  const serving = { ...usage, takesCommand: false }
  expect(() => readArguments(['workos', '--env-file'], serving)).toThrow('no option --env-file')
  expect(readArguments(['--help'], serving).help).not.toContain('--env-file')
  expect(readArguments(['workos', '--env-file'], usage)).toMatchObject({ envFile: true })
})
