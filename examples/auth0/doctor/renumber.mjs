import { readdirSync, renameSync } from 'node:fs'
import { text } from 'node:stream/consumers'

// Makes the files of `migrations/` that are not applied newer than every migration that is: InsForge
// accepts no others. They keep their order. What is applied comes from stdin, as InsForge answers it.

const list = await text(process.stdin)
let applied
try {
  applied = JSON.parse(list).migrations.map(({ version }) => BigInt(version))
} catch {
  console.error(`This is not a list of applied migrations: ${list.trim() || 'nothing'}`)
  process.exit(1)
}

const ascending = (one, other) => (one < other ? -1 : 1)
const waiting = readdirSync('migrations')
  .filter((name) => /^\d+_/.test(name))
  .map((name) => ({ name, version: BigInt(name.split('_')[0]) }))
  .filter(({ version }) => !applied.includes(version))
  .sort((one, other) => ascending(one.version, other.version))

const now = BigInt(new Date().toISOString().replace(/\D/g, '').slice(0, 14))
let newest = applied.sort(ascending).at(-1) ?? 0n
const renamed = []
for (const { name, version } of waiting) {
  if (version > newest) newest = version
  else {
    newest = newest < now ? now : newest + 1n
    renamed.push([name, name.replace(/^\d+/, newest)])
  }
}

// The last one first, so that no new name is one that another file still has.
for (const [from, to] of renamed.toReversed()) renameSync(`migrations/${from}`, `migrations/${to}`)
for (const [from, to] of renamed) console.log(`${from} → ${to}`)
if (renamed.length === 0) console.log('Nothing to renumber.')
