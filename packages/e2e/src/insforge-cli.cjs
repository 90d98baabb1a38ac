// An emulator of the two commands of InsForge's CLI that the READMEs' recipes use. The real one is
// not in every registry. It works on the folder `migrations/` of the current folder.
const { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } = require('node:fs')
const { join } = require('node:path')

const FILE = /^(\d{1,64})_([a-z0-9-]+)\.sql$/
const folder = 'migrations'

function listMigrations() {
  const names = existsSync(folder) ? readdirSync(folder).sort() : []
  return names.map((name) => {
    const [, version, title] = FILE.exec(name) ?? []
    if (version === undefined) throw new Error(`${name} is not the name of a migration`)
    return { name, version, title }
  })
}

function create(title) {
  const newest = listMigrations().at(-1)?.version ?? '0'
  const now = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
  const version = BigInt(now) > BigInt(newest) ? now : String(BigInt(newest) + 1n)
  const name = `${version}_${title}.sql`
  if (!FILE.test(name)) throw new Error(`${title} is not a name for a migration`)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, name), '')
  console.log(`Created ${folder}/${name}`)
}

async function applyAll() {
  const { INSFORGE_URL, INSFORGE_API_KEY } = process.env
  for (const { name, version, title } of listMigrations()) {
    const answer = await fetch(`${INSFORGE_URL}/api/database/migrations`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-api-key': INSFORGE_API_KEY },
      body: JSON.stringify({ version, name: title, sql: readFileSync(join(folder, name), 'utf8') }),
    })
    // A conflict is one that was applied before.
    if (!answer.ok && answer.status !== 409) throw new Error(`${name}: ${await answer.text()}`)
    console.log(`${answer.ok ? 'Applied' : 'Applied before:'} ${name}`)
  }
}

const [area, group, command, argument] = process.argv.slice(2)
if (area !== 'db' || group !== 'migrations') throw new Error(`Not emulated: ${area} ${group}`)
if (command === 'new') create(argument)
else if (command === 'up' && argument === '--all') applyAll()
else throw new Error(`Not emulated: ${command} ${argument}`)
