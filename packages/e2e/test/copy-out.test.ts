import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { copyOut, fingerprint, snapshotWorkingTree } from '../src/ship.ts'

let folder: string
let root: string
let scratch: string

const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@localhost', ...args], {
    cwd: root,
    encoding: 'utf8',
  })

function write(file: string, text: string) {
  mkdirSync(dirname(join(root, file)), { recursive: true })
  writeFileSync(join(root, file), text)
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'copy-out-'))
  root = join(folder, 'repository')
  scratch = join(folder, 'scratch')
  mkdirSync(root)
  mkdirSync(scratch)
  git('init', '--quiet', '--initial-branch=work')
  write('.gitignore', '.env.local\n')
  write('examples/one/app/page.tsx', 'committed')
  write('examples/one/gone.ts', 'committed')
  write('examples/two/app/page.tsx', 'of another example')
  git('add', '--all')
  git('commit', '--quiet', '-m', 'First')
})

afterEach(() => rmSync(folder, { recursive: true }))

describe('copyOut', () => {
  it('gives what is committed, and nothing of another example', async () => {
    const app = await copyOut(root, 'one', scratch)
    expect(readFileSync(join(app, 'app/page.tsx'), 'utf8')).toBe('committed')
    expect(existsSync(join(app, 'two'))).toBe(false)
  })

  it('gives uncommitted edits, new files and deletions, and nothing that git ignores', async () => {
    write('examples/one/app/page.tsx', 'edited')
    write('examples/one/migrations/1_new.sql', 'new')
    write('examples/one/.env.local', 'secret')
    rmSync(join(root, 'examples/one/gone.ts'))
    const app = await copyOut(root, 'one', scratch)
    expect(readFileSync(join(app, 'app/page.tsx'), 'utf8')).toBe('edited')
    expect(readFileSync(join(app, 'migrations/1_new.sql'), 'utf8')).toBe('new')
    expect(existsSync(join(app, 'gone.ts'))).toBe(false)
    expect(existsSync(join(app, '.env.local'))).toBe(false)
  })

  it('leaves the checkout as it was', async () => {
    write('examples/one/app/page.tsx', 'edited')
    write('examples/one/staged.ts', 'staged')
    git('add', 'examples/one/staged.ts')
    const state = () => [
      git('status', '--porcelain'),
      git('rev-parse', 'HEAD'),
      git('count-objects'),
    ]
    const before = state()
    await copyOut(root, 'one', scratch)
    expect(state()).toEqual(before)
  })

  it('fails when a file does not arrive as it is', async () => {
    write('.gitattributes', '*.txt export-ignore\n* text eol=crlf\n')
    write('examples/one/notes.txt', 'a\n')
    await expect(copyOut(root, 'one', scratch)).rejects.toThrow('degit did not copy one as it is')
  })
})

describe('an example is the same by whatever way it is copied out', () => {
  let bare: string
  let byDegit: string

  beforeEach(async () => {
    write('examples/one/.github/workflows/ci.yml', 'on: push')
    write('examples/one/.env.example', 'A=')
    write('examples/one/app/(group)/[id]/page.tsx', 'a name that shells take apart')
    write('examples/one/picture.png', '\0\r\n')
    byDegit = fingerprint(await copyOut(root, 'one', scratch))
    bare = join(folder, 'bare.git')
    await snapshotWorkingTree(root, bare)
  })

  it('with giget', () => {
    const cli = join(dirname(createRequire(import.meta.url).resolve('giget')), 'cli.mjs')
    const app = join(folder, 'by-giget')
    execFileSync(process.execPath, [cli, `git:${bare}#main:examples/one`, app], {
      cwd: folder,
      // Where it keeps what it has fetched before.
      env: { ...process.env, XDG_CACHE_HOME: join(folder, 'cache') },
      stdio: 'pipe',
    })
    expect(fingerprint(app)).toBe(byDegit)
  })

  it('by hand, from a clone', () => {
    const app = join(folder, 'by-hand')
    git('clone', '--quiet', bare, join(folder, 'clone'))
    execFileSync('cp', ['-R', join(folder, 'clone/examples/one'), app])
    expect(fingerprint(app)).toBe(byDegit)
  })
})
