import { execFileSync } from 'node:child_process'
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readyApp } from '../src/app/kept-build.ts'

let root: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'kept-build-'))
  execFileSync('git', ['init', '--quiet'], { cwd: root })
  const build = 'mkdir -p .next/cache && cp page.txt .next/built.txt && cp page.txt .next/cache'
  write('.gitignore', 'node_modules/\n.next/\n')
  write('examples/one/package.json', JSON.stringify({ scripts: { build } }))
  write('examples/one/package-lock.json', JSON.stringify({ lockfileVersion: 3, packages: {} }))
  write('examples/one/page.txt', 'first')
  write('examples/one/node_modules/.modules.yaml', '')
})

afterEach(() => rmSync(root, { recursive: true }))

function write(path: string, content: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), content)
}

/** Makes the app ready; what it would serve, and whether it was built for that. */
async function ready(name: string) {
  const app = join(root, 'scratch', name)
  await readyApp({ root, folder: join(root, 'built') }, 'one', app, join(root, 'guard.log'))
  const modules = lstatSync(join(app, 'node_modules'), { throwIfNoEntry: false })
  return {
    serves: readFileSync(join(app, '.next/built.txt'), 'utf8'),
    wasKept: modules?.isSymbolicLink() === true,
  }
}

it('a build that was kept is taken as long as the example is the same, and no longer', async () => {
  expect(await ready('a')).toEqual({ serves: 'first', wasKept: false })
  expect(await ready('b')).toEqual({ serves: 'first', wasKept: true })
  expect(existsSync(join(root, 'scratch/b/.next/cache')), 'what only a build would use').toBe(false)

  write('examples/one/page.txt', 'second')
  expect(await ready('c')).toEqual({ serves: 'second', wasKept: false })
  expect(await ready('d')).toEqual({ serves: 'second', wasKept: true })

  write('examples/one/a-new-file.txt', '')
  expect(await ready('e')).toEqual({ serves: 'second', wasKept: false })
})
