import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { fingerprint, listShipped } from '../ship/copy-out.ts'
import { build, install } from './app.ts'

/** What one example's run leaves for that of all of them: what was built, and of which files. */
export interface KeptBuilds {
  /** The repository. */
  readonly root: string
  /** Where they are kept, a folder for each example. */
  readonly folder: string
}

/** Keeps what `npm run build` made in a copied-out example. What only the next build would use is left
 * out. */
export async function keepBuild(
  { root, folder }: KeptBuilds,
  example: string,
  app: string,
): Promise<void> {
  const kept = join(folder, example)
  const built = join(app, '.next')
  const unused = [join(built, 'cache'), join(built, 'dev')]
  rmSync(kept, { recursive: true, force: true })
  mkdirSync(kept, { recursive: true })
  cpSync(built, join(kept, 'next'), {
    recursive: true,
    filter: (path) => !unused.includes(path),
  })
  const shipped = (await listShipped(root, example)).filter((file) => existsSync(join(app, file)))
  writeFileSync(join(kept, 'fingerprint'), fingerprint(app, shipped))
}

/**
 * Puts an example into an empty folder so that `npm run start` works there: with the build that was
 * kept, where it is of these very files, and what the workspace has installed of the same versions;
 * otherwise installed and built anew, and kept.
 */
export async function readyApp(
  builds: KeptBuilds,
  example: string,
  app: string,
  guardLog: string,
): Promise<void> {
  const source = join(builds.root, 'examples', example)
  const kept = join(builds.folder, example)
  const files = await listShipped(builds.root, example)
  for (const file of files) cpSync(join(source, file), join(app, file))

  if (isOf(kept, fingerprint(app, files))) {
    cpSync(join(kept, 'next'), join(app, '.next'), { recursive: true })
    symlinkSync(join(source, 'node_modules'), join(app, 'node_modules'))
    return
  }
  await install(app)
  await build(app, guardLog)
  await keepBuild(builds, example, app)
}

function isOf(kept: string, files: string): boolean {
  const path = join(kept, 'fingerprint')
  return existsSync(path) && readFileSync(path, 'utf8') === files
}
