import { packageJsonSchema } from '../src/package-json.ts'

/** A package.json with a dependency that has a binary of its own for each of two platforms. */
export const manifest = packageJsonSchema.parse({
  name: 'one',
  version: '1.0.0',
  dependencies: { linter: '2.0.0' },
  engines: { node: '>=20.9' },
})

/** npm's lockfile for it, complete. */
export const packageLock = {
  packages: {
    '': entry({
      name: 'one',
      version: '1.0.0',
      dependencies: { linter: '2.0.0' },
      engines: { node: '>=20.9' },
    }),
    'node_modules/linter': entry({
      version: '2.0.0',
      optionalDependencies: { 'linter-linux': '2.0.0', 'linter-mac': '2.0.0' },
    }),
    'node_modules/linter-linux': entry({ version: '2.0.0' }),
    'node_modules/linter/node_modules/linter-mac': entry({ version: '2.0.0' }),
  },
}

/** pnpm's lockfile for it, complete. */
export const pnpmLock = {
  importers: {
    'examples/one': {
      dependencies: { linter: { specifier: '2.0.0', version: '2.0.0(peer@1.0.0)' } },
      devDependencies: {},
      optionalDependencies: {},
    },
  },
  snapshots: {
    'linter@2.0.0(peer@1.0.0)': {
      dependencies: {},
      optionalDependencies: { 'linter-linux': '2.0.0', 'linter-mac': '2.0.0' },
      optional: false,
    },
    'linter-mac@2.0.0': { dependencies: {}, optionalDependencies: {}, optional: true },
  },
}

function entry(fields: Readonly<Record<string, unknown>>) {
  return { optionalDependencies: {}, hasInstallScript: false, ...fields }
}

/** A copy without what is at `path`. */
export function without<T>(value: T, ...path: readonly string[]): T {
  const copy = structuredClone(value)
  const parent = path.slice(0, -1).reduce<unknown>((at, key) => Reflect.get(Object(at), key), copy)
  Reflect.deleteProperty(Object(parent), path.at(-1) ?? '')
  return copy
}
