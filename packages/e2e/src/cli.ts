import { mkdirSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { findProvider, providers } from '@insforge-auth-starters/local'
import { UserError } from '@insforge-auth-starters/local/runtime'
import { runBench } from './bench/bench.ts'
import { findNginx } from './nginx-proxy.ts'
import { runProvider, runStress, runTests, screenshotProvider } from './run.ts'
import { runPortable } from './run-portable.ts'
import { runTogether } from './run-together.ts'
import { listPlaces } from './selection.ts'

const names = providers.map(({ name }) => name)
const reports = fileURLToPath(new URL('../reports/', import.meta.url))
const text = { type: 'string', default: '' } as const
const { values, positionals } = parseArgs({
  options: {
    full: { type: 'boolean', default: false },
    title: text,
    report: text,
    prepared: text,
    against: text,
    beside: text,
    rounds: { type: 'string', default: '7' },
    memory: { type: 'boolean', default: false },
  },
  allowPositionals: true,
})
const [command = '', name = '', ...files] = positionals
// --beside=<provider,…>: the suites that run at the same time.
const beside = values.beside.split(',').filter(Boolean)

/** The provider that was named; ends the process if there is none of that name. */
function provider() {
  const found = findProvider(name)
  if (found) return found
  console.error(`Which provider? ${names.join(', ')}`)
  process.exit(2)
}

/** Each spec by provider, and whether `pnpm test` runs it or only `--full`. */
async function list(): Promise<boolean> {
  const places = await listPlaces(fileURLToPath(new URL('../../../', import.meta.url)), names)
  const rows = [['', ...names], ...places.map(({ spec, where }) => [spec, ...where])]
  const width = (column: number) => Math.max(...rows.map((row) => row[column]?.length ?? 0))
  for (const row of rows) {
    console.log(
      row
        .map((cell, column) => cell.padEnd(width(column) + 2))
        .join('')
        .trimEnd(),
    )
  }
  return true
}

const commands: Readonly<Record<string, () => Promise<boolean>>> = {
  list,
  run: () => runProvider(provider(), { reports, full: values.full, beside }),
  screenshots: () => screenshotProvider(provider()),
  // For `pnpm mutate`: tests <provider> <file…> --title=… --report=… --prepared=…
  tests: () => runTests(provider(), { files, title: values.title }, values.report, values.prepared),
  // Of all that is named, or of every example: it takes an hour.
  stress: async () => {
    process.env.STRESS_REQUESTS ??= '20000'
    let passed = true
    for (const one of name ? [provider()] : providers) {
      passed = (await runStress(one, `${reports}${one.name}.stress.json`)) && passed
    }
    return passed
  },
  // Of the one that is named, or of every example.
  portable: () => {
    const report = `${reports}portable.json`
    rmSync(report, { force: true })
    return runPortable(report, name ? [provider()] : providers)
  },
  // Of all that are named, or of every example. --against=<another checkout> measures that one, too.
  bench: () => {
    const named = providers.filter((one) => [name, ...files].includes(one.name))
    const root = fileURLToPath(new URL('../../../', import.meta.url))
    const { against, rounds, memory } = values
    return runBench({
      providers: named.length > 0 ? named : providers,
      checkouts: [{ root, suffix: '' }, ...(against ? [{ root: against, suffix: ' before' }] : [])],
      rounds: Number(rounds),
      memory,
      prepared: values.prepared || fileURLToPath(new URL('../built/bench', import.meta.url)),
      report: values.report || `${reports}bench.json`,
      page: `${root}docs/speed.md`,
    })
  },
  together: () => runTogether(reports, beside),
}

const work = commands[command]
if (!work) throw new Error(`Usage: cli.ts ${Object.keys(commands).join('|')} [provider]`)
try {
  if (values.full) {
    process.env.E2E_FULL = '1'
    // Without it a suite would fail after half an hour.
    findNginx()
  }
  mkdirSync(reports, { recursive: true })
  process.exitCode = (await work()) ? 0 : 1
} catch (error) {
  if (!(error instanceof UserError)) throw error
  console.error(error.message)
  process.exitCode = 1
}
