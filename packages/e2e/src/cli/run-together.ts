import { mkdirSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { runTogether } from '../run-together.ts'

const reports = fileURLToPath(new URL('../../reports/', import.meta.url))
const report = `${reports}all.json`

mkdirSync(reports, { recursive: true })
rmSync(report, { force: true })
process.exitCode = (await runTogether(report)) ? 0 : 1
