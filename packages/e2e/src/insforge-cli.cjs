// An emulator of the commands of InsForge's CLI 0.2.8 that the READMEs use: what they read, write and
// send, and what they answer. The real one is not in every registry. `INSFORGE_CLOUD` has the one
// project of the account in InsForge's cloud: `id`, `url`, `apiKey` and `anonKey`, as JSON.
const { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } = require('node:fs')
const { parseArgs } = require('node:util')

const migration = /^(\d{1,64})_([a-z0-9-]+)\.sql$/
const cloud = () => JSON.parse(process.env.INSFORGE_CLOUD)

function saveProject(oss_host, api_key) {
  mkdirSync('.insforge', { recursive: true })
  writeFileSync('.insforge/project.json', JSON.stringify({ oss_host, api_key }), { mode: 0o600 })
}

/** As for someone who answers “Blank project”. */
function create() {
  const { url, apiKey, anonKey } = cloud()
  saveProject(url, apiKey)
  const keys = `NEXT_PUBLIC_INSFORGE_URL=${url}\nNEXT_PUBLIC_INSFORGE_ANON_KEY=${anonKey}\n`
  try {
    writeFileSync('.env.local', `# InsForge\n${keys}`, { flag: 'wx' })
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    console.log('.env.local already exists; skipping InsForge key seeding.')
  }
}

function link({ 'project-id': id, 'api-base-url': url, 'api-key': key }) {
  if (url !== undefined || key !== undefined) {
    if (!url || !key) throw new Error('Both --api-base-url and --api-key must be provided together')
    if (!URL.canParse(url)) throw new Error('Invalid --api-base-url. Please provide a valid URL.')
    saveProject(url.replace(/\/$/, ''), key)
  } else if (id !== undefined) {
    if (id !== cloud().id) throw new Error(`No access to project ${id}`)
    saveProject(cloud().url, cloud().apiKey)
  } else console.log('InsForge agent skills installed.')
}

/** Asks the project that is linked. */
async function ask(path, body) {
  const file = '.insforge/project.json'
  if (!existsSync(file)) throw new Error('No project linked.')
  const { oss_host, api_key } = JSON.parse(readFileSync(file, 'utf8'))
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${api_key}` }
  const init = body && { method: 'POST', body: JSON.stringify(body) }
  const answer = await fetch(`${oss_host}/api/${path}`, { ...init, headers })
  const json = await answer.json()
  if (!answer.ok) throw new Error(json.message)
  return json
}

const ascending = (one, other) => (one < other ? -1 : 1)
const newestOf = (versions) => versions.toSorted(ascending).at(-1) ?? 0n

/** The migrations here, oldest first, and the versions that are applied. */
async function readMigrations() {
  const { migrations: applied } = await ask('database/migrations')
  const local = (existsSync('migrations') ? readdirSync('migrations') : []).map((name) => {
    const [, version, title] = migration.exec(name) ?? []
    if (version === undefined) throw new Error(`Invalid migration filename: ${name}.`)
    return { name, version: BigInt(version), title }
  })
  local.sort((one, other) => ascending(one.version, other.version))
  return { local, applied: applied.map(({ version }) => BigInt(version)) }
}

async function newMigration(title) {
  const { local, applied } = await readMigrations()
  const newest = newestOf([...applied, ...local.map(({ version }) => version)])
  const now = BigInt(new Date().toISOString().replace(/\D/g, '').slice(0, 14))
  const name = `${now > newest ? now : newest + 1n}_${title}.sql`
  if (!migration.test(name)) throw new Error('Migration name must use lowercase letters')
  mkdirSync('migrations', { recursive: true })
  writeFileSync(`migrations/${name}`, '', { flag: 'wx' })
  console.log(`✓ Created migration file ${name}`)
}

async function applyAll() {
  const { local, applied } = await readMigrations()
  const head = newestOf(applied)
  const pending = local.filter(({ version }) => !applied.includes(version))
  const older = pending.find(({ version }) => version < head)
  if (older) {
    const fault = `is older than the current remote head (${head}) and is not applied remotely`
    throw new Error(`Migration ${older.name} ${fault}. Rename it with a newer timestamp.`)
  }
  for (const { name, version, title } of pending) {
    const sql = readFileSync(`migrations/${name}`, 'utf8')
    if (sql.trim() === '') throw new Error(`Migration file is empty: ${name}`)
    await ask('database/migrations', { version: String(version), name: title, sql })
  }
  console.log(
    pending.length > 0
      ? `✓ Applied ${pending.length} migration file(s).`
      : '✓ No pending local migrations to apply.',
  )
}

async function getSecret(name) {
  const { key, value } = await ask(`secrets/${name}`)
  console.log(`${key} = ${value}`)
}

async function run() {
  const text = { type: 'string' }
  const flag = { type: 'boolean' }
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      ...{ 'project-id': text, 'api-base-url': text, 'api-key': text, all: flag, json: flag },
    },
  })
  const command = positionals.slice(0, 3).join(' ')
  if (command === 'create') create()
  else if (command === 'link') link(values)
  else if (command === 'secrets get JWT_SECRET') await getSecret('JWT_SECRET')
  else if (command === 'db migrations new') await newMigration(positionals[3])
  else if (command === 'db migrations up' && values.all) await applyAll()
  else if (command === 'db migrations list' && values.json)
    console.log(JSON.stringify(await ask('database/migrations'), null, 2))
  else throw new Error(`Not emulated: ${process.argv.slice(2).join(' ')}`)
}

run().catch(({ message }) => {
  console.error(`Error: ${message}`)
  process.exitCode = 1
})
