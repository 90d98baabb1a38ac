import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { listFiles, read, readPackageJson, statOf } from '../repository.ts'
import type { Rule } from './rule.ts'
import { words } from './words.ts'

/** Where the words are checked, and where not. */
const wordsIn = /^(?:examples|docs|sql|\.github|\.ci|packages)\/|^[^/]+$/
const wordsNotIn = /(?:^|\/)(?:LICENSE|words\.ts|[\w-]*lock\.(?:json|yaml))$/

/** The rules for every text file, whatever is in it. */
export const textRules: readonly Rule[] = [
  {
    name: 'plain words',
    check: (root) =>
      textsOf(root)
        .filter(({ path }) => wordsIn.test(path) && !wordsNotIn.test(path))
        .flatMap(({ path, text }) => [
          ...findWords(path).map((fault) => `the name ${path}: ${fault}`),
          ...findWords(text).map((fault) => `${path}: ${fault}`),
        ]),
  },
  {
    name: 'no package registry',
    check(root) {
      const registry = execFileSync('npm', ['config', 'get', 'registry'], { encoding: 'utf8' })
      const { host } = new URL(registry.trim())
      return textsOf(root).flatMap(({ path, text }) =>
        findRegistryHosts(text, host).map((fault) => `${path}: ${fault}`),
      )
    },
  },
  {
    name: 'no path of this machine',
    check: (root) =>
      textsOf(root)
        .filter(({ text }) => text.includes(`${root}/`))
        .map(({ path }) => `${path} names the folder of this checkout`),
  },
  {
    name: 'one version of pnpm, and one of InsForge’s CLI',
    check(root) {
      const { packageManager } = readPackageJson(root, '.')
      return textsOf(root).flatMap(({ path, text }) => [
        ...findOthers(path, text, /\bpnpm@\d[\w.-]*/g, `${packageManager}`),
        ...findOthers(path, text, /npx @insforge\/cli(?:@\d[\w.-]*)?/g, `npx ${insforgeCli}`),
      ])
    },
  },
]

/** The newest one. It isn't a dependency, so nothing else keeps it at one version. */
const insforgeCli = '@insforge/cli@0.2.8'

function findOthers(path: string, text: string, pattern: RegExp, expected = '') {
  return (text.match(pattern) ?? [])
    .filter((named) => named !== expected)
    .map((named) => `${path} names ${named} instead of ${expected}`)
}

function textsOf(root: string): { path: string; text: string }[] {
  return listFiles(root)
    .filter((path) => statOf(join(root, path))?.isFile())
    .map((path) => ({ path, text: read(root, path) }))
    .filter(({ text }) => !text.includes('\0'))
}

/** The words in a text that are not plain English, each with what to write instead. */
export function findWords(text: string): string[] {
  return words.flatMap(([pattern, instead]) =>
    [...text.matchAll(pattern)].map(([word]) => `“${word}” is not plain English: ${instead}`),
  )
}

const registries = [
  // A tarball's address, whatever the registry.
  /\/-\/[\w.-]+\.tgz/,
  /registry\.(?:npmjs|yarnpkg|npmmirror)\./,
  /\/\/(?:registry|npm)\.[\w-]+\./,
]

/**
 * The lines of `text` that name a package registry. A lockfile or a file with one works only where
 * that registry can be reached. `host` is the one of this machine.
 */
export function findRegistryHosts(text: string, host: string): string[] {
  return text.split('\n').flatMap((line, index) => {
    const found = registries.some((pattern) => pattern.test(line)) || line.includes(host)
    return found ? [`line ${index + 1} names a package registry`] : []
  })
}
