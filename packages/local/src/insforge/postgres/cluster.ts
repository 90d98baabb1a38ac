import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import type { Supervisor } from '../../runtime/supervisor.ts'
import { UserError } from '../../runtime/user-error.ts'
import { type Account, asAccount } from './account.ts'

const major = '15'

/** Makes the database cluster unless it is there; gives its folder. The cluster is made beside its
 * place and moved there when it is whole, so that an interrupted start leaves no half of one. */
export async function ensureCluster(
  supervisor: Supervisor,
  {
    bin,
    home,
    account,
    password,
  }: { bin: string; home: string; account: Account; password: string },
): Promise<string> {
  const data = join(home, 'data')
  if (existsSync(data)) {
    const version = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim()
    if (version !== major)
      throw new UserError(`${data} is of Postgres ${version}; start over with --fresh.`)
    return data
  }

  const draft = join(home, 'data.draft')
  const passwordFile = join(home, 'password')
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { mode: 0o700 })
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (account.owner) {
    for (const path of [draft, passwordFile]) chownSync(path, account.owner.uid, account.owner.gid)
  }
  await supervisor.run({
    name: 'initdb',
    cwd: home,
    ...asAccount(account, join(bin, 'initdb'), [
      `--pgdata=${draft}`,
      '--username=postgres',
      '--auth=scram-sha-256',
      `--pwfile=${passwordFile}`,
      '--encoding=UTF8',
      '--locale=C',
      '--no-instructions',
    ]),
  })
  rmSync(passwordFile)
  renameSync(draft, data)
  return data
}
