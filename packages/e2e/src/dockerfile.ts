import { cpSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { run } from '@insforge-auth-starters/local/runtime'

/** What a Dockerfile makes: a folder in place of a file system, and how it is started. */
export interface Image {
  readonly folder: string
  readonly workdir: string
  readonly user: string
  readonly env: Readonly<Record<string, string>>
  readonly command: readonly string[]
  readonly healthCheck: readonly string[]
}

interface Options {
  /** The folder with the Dockerfile. */
  readonly context: string
  /** An empty folder. */
  readonly scratch: string
  /** What the commands of `RUN` have besides what `ENV` sets. */
  readonly env: NodeJS.ProcessEnv
  /** What is done in place of a command, in the folder it would run in. */
  readonly inPlaceOf?: Readonly<Record<string, (workdir: string) => void>>
}

/**
 * Does by hand what `docker build` would: each stage begins with an empty folder, and gets what its
 * COPY lines take from the context, without what `.dockerignore` names, or from another stage.
 *
 * @returns the last stage.
 * @throws on what it doesn't know.
 */
export async function buildByHand({ context, scratch, env, inPlaceOf }: Options): Promise<Image> {
  const stages = new Map<string, Image>()
  let stage: Image | undefined
  for (const [instruction, argument] of readLines(join(context, 'Dockerfile'))) {
    if (instruction === 'FROM') {
      const name = / AS (\w+)$/.exec(argument)?.[1] ?? 'last'
      stage = { ...newStage, folder: join(scratch, name) }
    } else if (stage === undefined) throw new Error('A Dockerfile begins with FROM')
    else if (instruction === 'COPY') copy(argument, stage, stages, context)
    else if (instruction === 'RUN') {
      const replacement = inPlaceOf?.[argument]
      const cwd = join(stage.folder, stage.workdir)
      if (replacement) replacement(cwd)
      else await run('sh', ['-c', argument], { cwd, env: { ...env, ...stage.env } })
    } else stage = { ...stage, ...setting(instruction, argument, stage) }
    stages.set(basename(stage.folder), stage)
  }
  if (stage === undefined) throw new Error('The Dockerfile is empty')
  return stage
}

const newStage = { workdir: '/', user: 'root', env: {}, command: [], healthCheck: [] }

function readLines(file: string): [instruction: string, argument: string][] {
  const lines = readFileSync(file, 'utf8').split('\n')
  return lines
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)])
}

function setting(instruction: string, argument: string, { env }: Image): Partial<Image> {
  if (instruction === 'WORKDIR') return { workdir: argument }
  if (instruction === 'USER') return { user: argument }
  if (instruction === 'EXPOSE') return {}
  if (instruction === 'CMD') return { command: JSON.parse(argument) }
  if (instruction === 'HEALTHCHECK') {
    return { healthCheck: JSON.parse(argument.slice(argument.indexOf('CMD ') + 4)) }
  }
  if (instruction !== 'ENV') throw new Error(`${instruction} is not known here`)
  return {
    env: { ...env, ...Object.fromEntries(argument.split(' ').map((one) => one.split('='))) },
  }
}

function copy(
  argument: string,
  { folder, workdir }: Image,
  stages: ReadonlyMap<string, Image>,
  context: string,
): void {
  const [, from, paths = ''] = /^(?:--from=(\w+) )?(.*)$/.exec(argument) ?? []
  const sources = paths.split(' ')
  const to = join(folder, workdir, sources.pop() ?? '')
  const root = from === undefined ? context : stages.get(from)?.folder
  if (root === undefined) throw new Error(`There is no stage ${from}`)
  const ignored = from === undefined ? readIgnored(context) : () => false
  mkdirSync(to, { recursive: true })
  for (const source of sources) {
    const path = join(root, source)
    // Of a folder its contents are copied, of a file the file.
    const isFolder = source.endsWith('.') || from !== undefined
    const entries = isFolder ? readdirSync(path).map((entry) => join(path, entry)) : [path]
    for (const entry of entries.filter((one) => !ignored(basename(one)))) {
      cpSync(entry, join(to, basename(entry)), { recursive: true, verbatimSymlinks: true })
    }
  }
}

/** Whether an entry of the context is left out: `.dockerignore` has names and stars, no paths. */
function readIgnored(context: string): (name: string) => boolean {
  const lines = readFileSync(join(context, '.dockerignore'), 'utf8').split('\n')
  const patterns = lines.filter((line) => line !== '' && !line.startsWith('#'))
  const unknown = patterns.find((pattern) => !/^[\w.-]+\*?$/.test(pattern))
  if (unknown !== undefined) throw new Error(`${unknown} in .dockerignore is not known here`)
  return (name) =>
    patterns.some((pattern) =>
      pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern,
    )
}
