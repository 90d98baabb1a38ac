import type { Break } from '../break.ts'

const lock = 'examples/workos/package-lock.json'
const check = { command: ['packages/tools/src/cli/sync.ts', '--check'] }
// Put together here, so that the check of this repository does not find them.
const registry = ['https://registry', 'npmjs', 'org'].join('.')
const tarball = [registry, 'zod', '-', 'zod-0.0.0.tgz'].join('/')

/** What the repository promises about copies and lockfiles. */
export const repository: readonly Break[] = [
  {
    name: 'sync: a mirrored file edited',
    means: 'The examples drift apart, and the next sync throws the edit away.',
    file: 'examples/workos/shared/insforge/token.ts',
    find: 'TOKEN_LIFETIME = 300',
    replace: 'TOKEN_LIFETIME = 600',
    check: { ...check, says: /shared\/insforge\/token\.ts differs from packages\/shared\/src/ },
  },
  {
    name: 'sync: strays are not looked for',
    means:
      'A file that only one example has lives on in its shared/, and nobody knows whose it is.',
    file: 'packages/tools/src/sync/differences.ts',
    find: '      ...findStrays(files, manifest, example),\n',
    replace: '',
    check: {
      package: 'tools',
      file: 'test/sync.test.ts',
      test: 'finds a stray, in a mirrored folder and beside it',
    },
  },
  {
    name: 'sync: a migration not copied',
    means: 'Whoever copies the example out creates another schema than the one that is tested.',
    file: 'sql/migrations/20261101000100_create-todos.sql',
    find: 'for insert to authenticated',
    replace: 'for insert to public',
    check: { ...check, says: /migrations\/\S+create-todos\.sql differs from sql\/migrations/ },
  },
  {
    name: "lock: npm's lacks a platform's binary",
    means: 'The starter installs and then fails on a Mac.',
    file: lock,
    find: '"node_modules/@next/swc-darwin-arm64": {',
    replace: '"node_modules/@next/swc-gone": {',
    check: { ...check, says: /needs @next\/swc-darwin-arm64, which is not locked/ },
  },
  {
    name: "lock: pnpm's lacks a platform's binary",
    means: 'The repository installs and then fails on a Mac.',
    file: 'pnpm-lock.yaml',
    find: "'@next/swc-darwin-arm64': ",
    replace: "'@next/swc-gone': ",
    check: { ...check, says: /pnpm-lock\.yaml: next@\S+ needs @next\/swc-darwin-arm64/ },
  },
  {
    name: "lock: npm's names a registry",
    means: 'The starter installs only where that registry can be reached.',
    file: lock,
    find: '"node_modules/zod": {',
    replace: `"node_modules/zod": {\n      "resolved": "${tarball}",`,
    check: { ...check, says: /package-lock\.json: \d+: \S*zod-0\.0\.0\.tgz/ },
  },
  {
    name: "lock: pnpm's names a registry",
    means: 'The repository installs only where that registry can be reached.',
    file: 'pnpm-lock.yaml',
    find: 'lockfileVersion: ',
    replace: `# ${registry}\nlockfileVersion: `,
    check: { ...check, says: /pnpm-lock\.yaml: \d+: registry/ },
  },
  {
    name: 'example: reaches outside its folder',
    means: 'Copied out alone, the starter does not build.',
    file: 'examples/workos/tsconfig.json',
    find: '"compilerOptions": {',
    replace: '"extends": "../../tsconfig.base.json",\n  "compilerOptions": {',
    check: { package: 'tools', file: 'test/repository.test.ts', test: 'reaches nowhere outside' },
  },
]
