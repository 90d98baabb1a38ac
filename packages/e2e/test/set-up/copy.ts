import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Local, startLocal } from '@insforge-auth-starters/local'
import { afterEach } from 'vitest'
import { blocksOf, sectionOf } from '../../src/readme.ts'
import { openTerminal } from '../../src/terminal.ts'

const scratch: string[] = []
const running: Local[] = []

afterEach(async () => {
  await Promise.all(running.splice(0).map((local) => local.stop()))
  for (const folder of scratch.splice(0)) rmSync(folder, { recursive: true, force: true })
})

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'set-up-'))
  scratch.push(folder)
  return folder
}

/** Starts an InsForge without tables, which the test that asks for it stops at its end. */
export async function startBareInsForge(): Promise<Local> {
  const [stateDir, migrationsDir] = [newFolder(), newFolder()]
  const ports = { gateway: 0 }
  const local = await startLocal({ appUrl: 'http://localhost', stateDir, migrationsDir, ports })
  running.push(local)
  return local
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
  const folder = join(newFolder(), 'app')
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
