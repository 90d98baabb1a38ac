import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it, onTestFinished } from 'vitest'
import { plainEnvironment } from '../src/environment.ts'
import { REPRESENTATIVE } from '../src/selection.ts'
import { snapshotWorkingTree } from '../src/ship.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const degit = join(dirname(createRequire(import.meta.url).resolve('degit/package.json')), 'degit')

const author = ['-c', 'user.name=test', '-c', 'user.email=test@localhost']
const git = (cwd: string, ...args: string[]) =>
  execFileSync('git', [...author, ...args], { cwd, encoding: 'utf8', stdio: 'pipe' })

/** The lines that a section of a README tells its reader to type. */
function commandsIn(readme: string, section: string): string[] {
  const [, below = ''] = readme.split(`\n## ${section}\n`)
  const [text = ''] = below.split('\n## ')
  return [...text.matchAll(/```sh\n(.*?)\n```/gs)].flatMap(([, lines = '']) => lines.split('\n'))
}

/** A folder with a GitHub of its own, which has the working tree, and an `npx` that runs degit. */
async function newGitHub(readme: string) {
  const folder = mkdtempSync(join(tmpdir(), 'update-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const [, home = ''] = /degit@\S+ (\S+?)\/examples\//.exec(readme) ?? []
  const bare = join(folder, 'remote', `${home}.git`)
  mkdirSync(dirname(bare), { recursive: true })
  await snapshotWorkingTree(root, bare)
  mkdirSync(join(folder, 'bin'))
  const npx = `#!/bin/sh\nshift\nexec '${process.execPath}' '${degit}' "$@"\n`
  writeFileSync(join(folder, 'bin/npx'), npx)
  chmodSync(join(folder, 'bin/npx'), 0o755)
  const { XDG_CACHE_HOME, ...plain } = plainEnvironment()
  const env = {
    ...plain,
    PATH: `${join(folder, 'bin')}:${plain.PATH}`,
    HOME: folder,
    TMPDIR: folder,
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: `url.file://${join(folder, 'remote')}/.insteadOf`,
    GIT_CONFIG_VALUE_0: 'https://github.com/',
  }
  /** Has a commit where degit keeps the archives that it downloads, on Linux and on macOS. */
  const publish = (commit: string) => {
    const hash = git(bare, 'rev-parse', commit).trim()
    for (const cache of ['.cache', 'Library/Caches']) {
      const archives = join(folder, cache, 'degit/github', home)
      mkdirSync(archives, { recursive: true })
      const output = `--output=${join(archives, `${hash}.tar.gz`)}`
      git(bare, 'archive', '--format=tar.gz', `--prefix=starters-${hash}/`, output, hash)
    }
  }
  return { folder, bare, env, publish }
}

it('a copied-out app gets a later fix with the commands of its README', async () => {
  const name = REPRESENTATIVE
  const read = (path: string) => readFileSync(path, 'utf8')
  const example = join(root, 'examples', name)
  const readme = read(join(example, 'README.md'))
  const { version } = JSON.parse(read(join(example, 'package.json'))) as { version: string }
  const { folder, bare, env, publish } = await newGitHub(readme)

  // The version that the copy is of, with the owner's own changes; then one that fixes something.
  git(bare, 'tag', `v${version}`)
  publish(`v${version}`)
  const clone = join(folder, 'clone')
  git(folder, 'clone', '--quiet', bare, clone)
  const app = join(folder, 'app')
  execFileSync('cp', ['-R', join(clone, 'examples', name), app])
  const own = '// The owner’s own last line.\n'
  writeFileSync(join(app, 'proxy.ts'), read(join(app, 'proxy.ts')) + own)
  const edit = (path: string, text: (before: string) => string) =>
    writeFileSync(
      join(clone, 'examples', name, path),
      text(read(join(clone, 'examples', name, path))),
    )
  const fix = '// The fix.\n'
  edit('proxy.ts', (text) => fix + text)
  edit('lib/result.ts', (text) => fix + text)
  edit('todos/schema.ts', (text) => fix + text)
  writeFileSync(join(clone, 'examples', name, 'auth/new.ts'), fix)
  git(clone, 'add', '--all')
  git(clone, 'commit', '--quiet', '-m', 'Fix it')
  git(clone, 'push', '--quiet', 'origin', 'HEAD:main')
  publish('main')

  const commands = commandsIn(readme, 'Update your copy')
  expect(commands.length).toBeGreaterThan(3)
  const shown = execFileSync('bash', ['-c', commands.join('\n')], {
    cwd: app,
    env,
    encoding: 'utf8',
  })
  expect(shown.match(/^\+\+\+ \S+/gm)).toEqual([
    '+++ after/lib/result.ts',
    '+++ after/auth/new.ts',
    '+++ after/proxy.ts',
  ])
  for (const path of ['lib/result.ts', 'auth/new.ts', 'proxy.ts']) {
    expect(read(join(app, path)).startsWith(fix), path).toBe(true)
  }
  expect(read(join(app, 'proxy.ts')).endsWith(own)).toBe(true)
})
