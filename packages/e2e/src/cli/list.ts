import { fileURLToPath } from 'node:url'
import { providers } from '@insforge-auth-starters/local'
import { listPlaces } from '../selection.ts'

// For `pnpm e2e --list`: each spec by provider, and whether `pnpm test` runs it or only `--full`.
const root = fileURLToPath(new URL('../../../../', import.meta.url))
const names = providers.map(({ name }) => name)
const places = await listPlaces(root, names)
const rows = [['', ...names], ...places.map(({ spec, where }) => [spec, ...where])]
const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
for (const row of rows) {
  const cells = row.map((cell, column) => cell.padEnd(widths?.[column] ?? 0))
  console.log(cells.join('  ').trimEnd())
}
