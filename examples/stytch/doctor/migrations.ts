import { readdirSync, readFileSync } from 'node:fs'

/** A column of a table. */
export interface Column {
  name: string
  type: string
  /** True if a row needs a value for it. */
  isRequired: boolean
  /** The table that it refers to. */
  refersTo?: string
}

/** A table that the migrations make, with what the doctor has to know of it. */
export interface Table {
  name: string
  /** The newest migration that makes or changes it. */
  file: string
  columns: Column[]
  /** True if a policy lets every user read every row, as of a public table. */
  isPublic: boolean
}

/** What the migrations of a folder make: tables, and functions by name with their file. */
export interface Schema {
  tables: Table[]
  functions: Record<string, string>
}

/**
 * Reads the migrations of a folder, oldest first. It knows what the migrations of this starter are
 * written in: `create table`, `add column`, `drop column`, `drop table`, `create function`, and
 * policies. What it does not know it leaves out.
 */
export function readMigrations(folder: string): Schema {
  const tables = new Map<string, Table>()
  const functions: Record<string, string> = {}
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()) {
    const sql = withoutComments(readFileSync(`${folder}/${file}`, 'utf8'))
    for (const [, name = '', rest = ''] of matches(
      sql,
      /create table(?: if not exists)? (?:public\.)?(\w+) \(([^;]*)\);/g,
    )) {
      const columns = splitTopLevel(rest).flatMap(readColumn)
      tables.set(name, { name, file, columns, isPublic: false })
    }
    for (const [, name = '', rest = ''] of matches(
      sql,
      /alter table(?: only)? (?:public\.)?(\w+) ([^;]*);/g,
    )) {
      const table = tables.get(name)
      if (!table) continue
      for (const part of splitTopLevel(rest)) {
        const [, added] = /^add column (?:if not exists )?(.*)$/.exec(part) ?? []
        const [, dropped] = /^drop column (?:if exists )?(\w+)/.exec(part) ?? []
        if (added !== undefined) table.columns.push(...readColumn(added))
        if (dropped !== undefined)
          table.columns = table.columns.filter((one) => one.name !== dropped)
        if (added !== undefined || dropped !== undefined) table.file = file
      }
    }
    for (const [, name = ''] of matches(sql, /drop table(?: if exists)? (?:public\.)?(\w+)/g)) {
      tables.delete(name)
    }
    for (const [, name = ''] of matches(
      sql,
      /create (?:or replace )?function (?:public\.)?(\w+)/g,
    )) {
      functions[name] = file
    }
    for (const [, name = ''] of matches(
      sql,
      /create policy \w+ on (?:public\.)?(\w+) for (?:select|all)[^;]*using \(true\)/g,
    )) {
      const table = tables.get(name)
      if (table) table.isPublic = true
    }
  }
  return { tables: [...tables.values()], functions }
}

/** SQL in one line and in lower case, without comments and the texts in quotes. */
function withoutComments(sql: string): string {
  return sql
    .replace(/--.*$/gm, '')
    .replace(/\$(\w*)\$.*?\$\1\$/gs, "''")
    .replace(/'[^']*'/g, "''")
    .replace(/\s+/g, ' ')
    .toLowerCase()
}

const matches = (text: string, pattern: RegExp) => [...text.matchAll(pattern)]

/** The parts between the commas that stand in no parentheses. */
function splitTopLevel(text: string): string[] {
  const parts = ['']
  let depth = 0
  for (const character of text) {
    if (character === '(') depth++
    if (character === ')') depth--
    if (character === ',' && depth === 0) parts.push('')
    else parts[parts.length - 1] += character
  }
  return parts.map((part) => part.trim())
}

const CONSTRAINT = /^(constraint|primary key|unique|check|foreign key|exclude)\b/

function readColumn(definition: string): Column[] {
  const [, name = '', type = '', rest = ''] =
    /^"?(\w+)"? ([\w ]*?(?:\(\d[\d, ]*\))?(?:\[\])?)(?: (?=not|null|default|primary|unique|references|check|generated|constraint)(.*))?$/.exec(
      definition,
    ) ?? []
  if (name === '' || CONSTRAINT.test(definition)) return []
  const [, refersTo] = /references (?:public\.)?(\w+)/.exec(rest) ?? []
  const isRequired = /not null|primary key/.test(rest) && !/default|generated/.test(rest)
  return [{ name, type, isRequired, ...(refersTo !== undefined && { refersTo }) }]
}
