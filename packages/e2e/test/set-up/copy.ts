import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Local, startLocal } from '@insforge-auth-starters/local'
import pg from 'pg'
import { blocksOf, sectionOf } from '../../src/readme.ts'
import { openTerminal } from '../../src/terminal.ts'

let made: string | undefined
let running: Local | undefined

function scratch(): string {
  if (made === undefined) {
    made = mkdtempSync(join(tmpdir(), 'set-up-'))
    // Postgres runs as another user when this runs as root.
    chmodSync(made, 0o755)
  }
  return made
}

/** Stops InsForge and removes all copies: for the end of each file, as files share this module. */
export async function removeCopies(): Promise<void> {
  await running?.stop()
  running = undefined
  if (made !== undefined) rmSync(made, { recursive: true })
  made = undefined
}

/** Gives a project without tables: the one InsForge of these tests, as it was when it started. */
export async function emptyProject(): Promise<Local> {
  if (running) await empty(running)
  running ??= await startBareInsForge()
  return running
}

function startBareInsForge(): Promise<Local> {
  const [stateDir, migrationsDir] = [join(scratch(), 'state'), join(scratch(), 'migrations')]
  mkdirSync(migrationsDir)
  return startLocal({
    ...{ appUrl: 'http://localhost', stateDir, migrationsDir, ports: { gateway: 0 } },
  })
}

/** Drops what migrations have made, and forgets that they were applied. */
async function empty({ env }: Local): Promise<void> {
  const database = new pg.Client({ connectionString: env.DATABASE_URL, ssl: false })
  await database.connect()
  await database.query(`
    do $$ declare made record; begin
      for made in select oid::regclass as name from pg_class
        where relnamespace = 'public'::regnamespace and relkind = 'r'
      loop execute format('drop table %s cascade', made.name); end loop;
      for made in select oid::regprocedure as name from pg_proc
        where pronamespace = 'public'::regnamespace
      loop execute format('drop function %s cascade', made.name); end loop;
    end $$;
    truncate system.custom_migrations`)
  await database.end()
}

const exampleFolder = (name: string) =>
  fileURLToPath(new URL(`../../../../examples/${name}`, import.meta.url))

/** A README's blocks of code under “Set it up”, and what it says under “Troubleshooting”. */
export function readmeOf(example: string) {
  const text = readFileSync(join(exampleFolder(example), 'README.md'), 'utf8')
  const setUp = sectionOf(text, '## Set it up')
  const blocks = blocksOf(setUp).filter(({ language }) => language === 'sh')
  return { setUp, blocks, troubleshooting: sectionOf(text, '## Troubleshooting') }
}

/** The one command block of “Set it up” with these words. */
export function command(example: string, words: string): string {
  const found = readmeOf(example).blocks.filter(({ text }) => text.includes(words))
  if (found.length !== 1) throw new Error(`${found.length} blocks of the README have: ${words}`)
  return found[0]?.text ?? ''
}

/** Puts values of one's own in place of those that a block only gives as examples. */
export function fillIn(block: string, values: Readonly<Record<string, string>>): string {
  return Object.entries(values).reduce((text, [example, value]) => {
    if (!text.includes(example)) throw new Error(`The block does not have ${example}:\n${block}`)
    return text.replace(example, () => value)
  }, block)
}

/** What there is to know of a project. */
export type Project = Pick<Local, 'gatewayUrl' | 'env'>

/** A copy of an example that is not installed, and a terminal in it, of an owner with this project. */
export function copyExample(example: string, project?: Project) {
  const folder = join(mkdtempSync(join(scratch(), 'copy-')), 'app')
  const isLeftOut = (path: string) => /\/(node_modules|\.next|\.local|\.env\.local)$/.test(path)
  const filter = (path: string) => !isLeftOut(path)
  cpSync(exampleFolder(example), folder, { recursive: true, filter })
  const type = openTerminal(folder, project && { INSFORGE_CLOUD: cloudOf(project) })
  const read = (path: string) => readFileSync(join(folder, path), 'utf8')
  return { folder, type, read }
}

/** The project that an account in the cloud has: this one. */
export const PROJECT_ID = 'b9f3d1c4-5a1e-4a57-9d3e-1f6a2c7e8d90'

function cloudOf({ gatewayUrl, env }: Project): string {
  const { INSFORGE_API_KEY: apiKey, INSFORGE_ANON_KEY: anonKey } = env
  return JSON.stringify({ id: PROJECT_ID, url: gatewayUrl, apiKey, anonKey })
}
