import { envProblems } from '@/auth/env'
import { checkProvider } from '@/doctor/provider'
import { isLoopback } from '@/lib/env'
import { findActors } from './actors'
import { checkFile } from './env-file'
import { type Finding, notChecked, ok, wrong } from './finding'
import { checkInsForge, checkToken, insforgeAddress } from './insforge'
import { readMigrations } from './migrations'
import { checkPolicies, checkStrangers, checkTables, checkUser } from './tables'

/** What a run is asked for. */
export interface Options {
  /** Write rows where InsForge is not on this machine, too. */
  write?: boolean
  /** The id of a user to act as, in place of two made-up ones. Nothing is written then. */
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
  yield* await checkProvider()

  const insforge = await checkInsForge()
  yield* insforge
  if (insforge.some(isWrong)) return yield notChecked('Token and tables', 'They need InsForge.')
  const actors = await findActors(user)
  if ('status' in actors) {
    yield actors
    return yield notChecked('Tables', 'They need a token.')
  }
  const [one, other] = actors.users
  const token = await checkToken(one)
  yield* token
  if (token.some(isWrong)) return yield notChecked('Tables', 'They need a token.')

  const schema = readMigrations('migrations')
  const tables = await checkTables(schema, one.token)
  yield* tables
  if (tables.some(isWrong)) return
  yield* await checkStrangers(schema, actors.anon)
  if (!other) yield* await checkUser(schema, one)
  else if (!write && !isLoopback(insforgeAddress())) {
    const says = 'That users are kept apart is tested with rows of two made-up users.'
    yield notChecked('Users', says, 'Run: npm run doctor -- --write')
  } else yield* await checkPolicies(schema, one, other)
}

const toFinding = ({ name, problem, where }: Record<'name' | 'problem' | 'where', string>) =>
  wrong(name, `It ${problem}.`, where)
