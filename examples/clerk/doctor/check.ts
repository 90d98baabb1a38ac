import { envProblems } from '@/auth/env'
import { checkProvider } from '@/doctor/provider'
import { isLoopback } from '@/lib/env'
import { findActors } from './actors'
import { checkFile } from './env-file'
import { checkFeatures } from './features'
import { type Actors, type Finding, notChecked, ok, wrong } from './finding'
import { checkInsForge, checkToken, insforgeAddress } from './insforge'
import { readMigrations } from './migrations'
import {
  checkDeletion,
  checkPolicies,
  checkStrangers,
  checkTables,
  checkUser,
  NoAnswer,
} from './tables'

/** What a run is asked for. */
export interface Options {
  /** Write rows where InsForge is not on this machine, too. */
  write?: boolean
  /** The id of a user to act as, in place of two made-up ones. */
  user?: string
}

const isWrong = ({ status }: Finding) => status === 'wrong'

/** Checks the whole set-up, and yields each finding as soon as there is one. */
export async function* check({ write, user }: Options = {}): AsyncGenerator<Finding> {
  const variables = [...envProblems().map(toFinding), ...checkFile('.env.local')]
  yield* variables
  if (variables.length > 0) {
    return yield notChecked('Everything else', 'It needs these variables.')
  }
  yield ok('Variables', 'All are set and look right.')
  yield* checkFeatures()
  yield* await checkProvider()

  const insforge = await checkInsForge()
  yield* insforge
  if (insforge.some(isWrong)) return yield notChecked('Token and tables', 'They need InsForge.')
  const actors = await findActors(user)
  if ('status' in actors) {
    yield actors
    return yield notChecked('Tables', 'They need a token.')
  }
  const token = await checkToken(actors.users[0])
  yield* token
  if (token.some(isWrong)) return yield notChecked('Tables', 'They need a token.')

  try {
    yield* checkDatabase(actors, write === true || isLoopback(insforgeAddress()))
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error
    yield wrong('InsForge', error.message, 'It answered before. Run the doctor again.')
  }
}

async function* checkDatabase(actors: Actors, mayWrite: boolean): AsyncGenerator<Finding> {
  const [one, other] = actors.users
  const schema = readMigrations('migrations')
  const tables = await checkTables(schema, one.token)
  yield* tables
  if (tables.some(isWrong)) return
  yield* await checkStrangers(schema, actors.anon)
  if (!other) yield* await checkUser(schema, one, mayWrite)
  else if (mayWrite) {
    yield* await checkPolicies(schema, one, other)
    yield* await checkDeletion(schema, one)
  }
  if (!mayWrite) {
    const says = 'That no user writes for another is tested with rows of made-up users.'
    yield notChecked('Writing', says, 'Run: npm run doctor -- --write')
  }
}

const toFinding = ({ name, problem, where }: Record<'name' | 'problem' | 'where', string>) =>
  wrong(name, `It ${problem}.`, where)
