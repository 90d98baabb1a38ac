import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Local, providers } from '@insforge-auth-starters/local'
import { run } from '@insforge-auth-starters/local/runtime'
import { afterAll, describe, expect, test } from 'vitest'
import {
  command,
  copyExample,
  emptyProject,
  fillIn,
  PROJECT_ID,
  readmeOf,
  removeCopies,
} from './copy.ts'
import { testEnvLocal } from './env-local.ts'

const examples = providers.map(({ name }) => name)
const [first = ''] = examples

afterAll(removeCopies)

/** Asks a project for its migrations, oldest first. */
async function appliedIn({ gatewayUrl, env }: Local) {
  const headers = { 'x-api-key': env.INSFORGE_API_KEY ?? '' }
  const answer = await fetch(`${gatewayUrl}/api/database/migrations`, { headers })
  const { migrations } = (await answer.json()) as {
    migrations: { version: string; name: string; statements: string[] }[]
  }
  return migrations.toReversed()
}

/** The migrations of a folder as a project has them once they are applied. */
const filesIn = ({ folder, read }: ReturnType<typeof copyExample>) =>
  readdirSync(join(folder, 'migrations'))
    .toSorted()
    .map((file) => {
      const [, version = '', name = ''] = /^(\d+)_(.*)\.sql$/.exec(file) ?? []
      return { version, name, statements: [read(`migrations/${file}`).trim()] }
    })

/** Applies a migration of someone else to a project. */
async function applyNewer({ gatewayUrl, env }: Local, version: string) {
  const answer = await fetch(`${gatewayUrl}/api/database/migrations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': env.INSFORGE_API_KEY ?? '' },
    body: JSON.stringify({ version, name: 'theirs', sql: 'select 1' }),
  })
  expect(answer.status).toBe(201)
}

const UP = 'npx @insforge/cli@0.2.8 db migrations up --all'

const atOwn = ({ gatewayUrl, env }: Local) => ({
  'http://localhost:7130': gatewayUrl,
  ik_YOUR_KEY: env.INSFORGE_API_KEY ?? '',
})

/** A span of code in the row of “Troubleshooting” about newer migrations. */
function renumbering(word: string): string {
  const { troubleshooting } = readmeOf(first)
  const row = troubleshooting.split('\n').find((line) => line.includes('remote head')) ?? ''
  const spans = row.match(/`[^`]+`/g) ?? []
  const found = spans.map((span) => span.slice(1, -1)).find((span) => span.includes(word))
  if (found === undefined) throw new Error(`Troubleshooting has no command with ${word}`)
  // As in every cell of a table.
  return found.replaceAll('\\|', '|')
}

/** The pages of the providers' dashboards, by the names that the public guides have. */
const pages: Readonly<Record<string, readonly string[]>> = {
  auth0: [
    ...['Applications > Applications > Create Application', 'Regular Web Application'],
    ...['Allowed Callback URLs', 'Allowed Logout URLs', 'Actions > Library > Build Custom'],
    ...['Post Login', 'Actions > Triggers > post-login', 'User Management > Users'],
  ],
  clerk: [
    ...['Configure > API keys', 'Configure > Sessions > JWT Templates', 'New template', 'Blank'],
    ...['Custom signing key', 'User API keys', 'Users'],
  ],
  kinde: [
    ...['Add application', 'Back-end web', 'Next.js', 'Allowed callback URL', 'App Keys'],
    ...['Allowed logout redirect URL', 'Authentication', 'Users'],
  ],
  stytch: [
    ...['Redirect URLs', 'All', 'Frontend SDK > Configuration', 'Users'],
    ...['Project overview > Project ID & API keys'],
  ],
  workos: ['API Keys', 'Redirects', 'Authentication', 'Users'],
}

/** Blocks that a shell has read: most of them are the same in all READMEs. */
const read = new Set<string>()

describe.concurrent.each(examples)('“Set it up” of %s', (example) => {
  test('names the pages of the dashboards as the guides do, and answers their questions', () => {
    const { setUp } = readmeOf(example)
    const bold = (setUp.match(/\*\*[^*]+\*\*/g) ?? []).map((words) => words.slice(2, -2))
    const names = ['Connect > API Keys', ...(pages[example] ?? [''])]
    expect(bold).toEqual(expect.arrayContaining(names))
    expect(bold).toContain("Why is InsForge's Auth > Users empty?")
    expect(bold).toContain('Do I need RLS on every table?')
    expect(setUp).toContain('`uak_…`')
  })

  test('has blocks that a shell understands as they are, each with one thing to do', async () => {
    for (const { text } of readmeOf(example).blocks) {
      if (!read.has(text)) await run('bash', ['-n', '-c', text], { cwd: '/' })
      read.add(text)
      const ways = text.match(/ (create|link|curl|up --all)\b/g) ?? []
      expect(ways.length, text).toBeLessThanOrEqual(1)
    }
  })

  test('has the same commands for InsForge as the others', () => {
    const of = (name: string) =>
      readmeOf(name)
        .blocks.map(({ text }) => text)
        .filter((text) => /insforge|\.env/i.test(text))
    expect(of(example)).toEqual(of(first))
  })
})

// For the others only `--full` types them: the commands are the same.
describe.concurrent(`“Set it up” of ${first}`, () => testEnvLocal(first))

describe('the commands for InsForge', () => {
  test('create a project with the tables, and print its secret', async () => {
    const project = await emptyProject()
    const app = copyExample(first, project)
    await app.type(command(first, ' create'))
    await app.type(command(first, UP))
    expect(await appliedIn(project)).toMatchObject(filesIn(app))
    const secret = await app.type(command(first, 'secrets get'))
    expect(secret).toContain(`JWT_SECRET = ${project.env.INSFORGE_JWT_SECRET}\n`)
  })

  test('link a project of the account, and leave what is applied', async () => {
    const project = await emptyProject()
    const app = copyExample(first, project)
    const link = command(first, '--project-id')
    await expect(app.type(link)).rejects.toThrow('No access to project')
    await app.type(fillIn(link, { YOUR_PROJECT_ID: PROJECT_ID }))
    await app.type(command(first, UP))
    expect(await app.type(command(first, UP))).toContain('No pending local migrations')
    expect(await appliedIn(project)).toMatchObject(filesIn(app))
    expect(existsSync(join(app.folder, '.env.local'))).toBe(false)
  })

  test('link a server of one’s own, without an account', async () => {
    const project = await emptyProject()
    const app = copyExample(first)
    await app.type(fillIn(command(first, '--api-base-url'), atOwn(project)))
    await app.type(command(first, UP))
    expect(await appliedIn(project)).toMatchObject(filesIn(app))
  })

  test('apply the migrations and print the secret without the CLI', async () => {
    const project = await emptyProject()
    const app = copyExample(first)
    const block = command(first, 'curl')
    const filled = fillIn(block, atOwn(project))
    await app.type(filled)
    expect(await appliedIn(project)).toMatchObject(filesIn(app))

    // Pasted again, it stops at the first file, which InsForge has.
    const said = await app.type(filled)
    expect(said.match(/must be newer than the latest applied migration/g)).toHaveLength(1)

    const [where = ''] = filled.split('\n')
    const [ask = ''] = /(?<=`)curl [^`]*JWT_SECRET"(?=`)/.exec(readmeOf(first).setUp) ?? []
    const secret = await app.type(`${where}\n${ask}`)
    expect(JSON.parse(secret)).toMatchObject({ value: project.env.INSFORGE_JWT_SECRET })
  })
})

describe('a project with newer migrations', () => {
  const NEWER = '20991231235959'

  test('gets these after they are renumbered, in their order', async () => {
    const project = await emptyProject()
    const app = copyExample(first)
    await app.type(fillIn(command(first, '--api-base-url'), atOwn(project)))
    const before = filesIn(app)
    await applyNewer(project, NEWER)
    await expect(app.type(command(first, UP))).rejects.toThrow('older than the current remote head')

    await app.type(renumbering('renumber'))
    await app.type(command(first, UP))
    const [theirs, ...ours] = await appliedIn(project)
    expect(theirs?.version).toBe(NEWER)
    const unnumbered = before.map(({ name, statements }) => ({ name, statements }))
    expect(ours).toMatchObject(unnumbered)

    const applied = filesIn(app)
    await app.type(renumbering('renumber'))
    expect(filesIn(app)).toEqual(applied)
  })

  test('gets them without the CLI, too', async () => {
    const project = await emptyProject()
    const app = copyExample(first)
    await applyNewer(project, NEWER)
    const filled = fillIn(command(first, 'curl'), atOwn(project))
    expect(await app.type(filled)).toContain('must be newer than the latest applied migration')
    const [where = ''] = filled.split('\n')
    await app.type(`${where}\n${renumbering('curl')}`)
    await app.type(filled)
    expect((await appliedIn(project)).slice(1)).toMatchObject(filesIn(app))
  })
})
