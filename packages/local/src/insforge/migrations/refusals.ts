const roleStatements = new Set([
  'CreateRoleStmt',
  'AlterRoleStmt',
  'AlterRoleSetStmt',
  'DropRoleStmt',
  'GrantRoleStmt',
])
const databaseStatements = new Set([
  'CreatedbStmt',
  'DropdbStmt',
  'AlterDatabaseStmt',
  'AlterDatabaseSetStmt',
  'AlterDatabaseRefreshCollStmt',
])
const settingRefusals: Readonly<Record<string, string>> = {
  role: 'Changing SQL execution role or session authorization is not allowed.',
  session_authorization: 'Changing SQL execution role or session authorization is not allowed.',
  search_path: 'Changing SQL search_path is not allowed.',
  statement_timeout: 'Changing SQL statement_timeout is not allowed.',
}

/** Why InsForge refuses to run this SQL, in its words; undefined when it does not. The rules and the
 * parser are those of InsForge 2.3.1 (backend/src/utils/sql-parser.ts). */
export async function refusal(sql: string): Promise<string | undefined> {
  // The text counts, comments included.
  if (/\bset_config\b/i.test(sql)) return 'Changing SQL session configuration is not allowed.'
  // A whole Postgres parser, which most starts have no SQL for.
  const { loadModule, parseSync } = await import('libpg-query')
  await loadModule()
  try {
    const { stmts = [] } = parseSync(sql) as { stmts?: { stmt: Record<string, object> }[] }
    return stmts.flatMap(({ stmt }) => Object.entries(stmt).map(statementRefusal)).find(Boolean)
  } catch {
    return 'Query could not be parsed and was rejected for security reasons.'
  }
}

function statementRefusal([type, node]: [string, object]): string | undefined {
  if (databaseStatements.has(type)) return 'Query contains restricted operations'
  if (roleStatements.has(type)) return 'Managing database roles is not allowed.'
  if (type === 'TransactionStmt') return 'Transaction control statements are not allowed.'
  if (type !== 'VariableSetStmt') return undefined
  const { kind, name = '' } = node as { kind?: string; name?: string }
  return kind === 'VAR_RESET_ALL'
    ? 'RESET ALL is not allowed.'
    : settingRefusals[name.toLowerCase()]
}
