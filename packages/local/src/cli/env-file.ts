import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { parseEnv } from 'node:util'
import { UserError } from '../runtime/user-error.ts'

/**
 * Adds to an app's `.env.local` the variables that its `.env.example` names and that have no value
 * there. What has one stays. Gives a sentence that names what was added, and what has another value.
 * Throws a UserError for an app without `.env.example`.
 */
export function fillEnvFile(appDir: string, env: Readonly<Record<string, string>>): string {
  const example = join(appDir, '.env.example')
  if (!existsSync(example)) {
    throw new UserError(`${example} is missing: it tells which variables the app reads.`)
  }
  const named = [...readFileSync(example, 'utf8').matchAll(/^(?:# )?(\w+)=/gm)]
  const isRead = (name: string) => named.some(([, each]) => each === name)

  const path = join(appDir, '.env.local')
  let text = existsSync(path) ? readFileSync(path, 'utf8') : ''
  const given = parseEnv(text)
  const added: string[] = []
  const others: string[] = []
  for (const [name, value] of Object.entries(env).filter(([each]) => isRead(each))) {
    if (given[name] && given[name] !== value) others.push(name)
    if (given[name]) continue
    added.push(name)
    text = withLine(text, name, `${name}=${quote(value)}`)
  }
  writeFileSync(path, text, { mode: 0o600 })
  return describe(relative(process.cwd(), path), added, others)
}

/** The text with that line in place of the one without a value, or at its end. */
function withLine(text: string, name: string, line: string): string {
  const empty = new RegExp(`^(?:export )?${name}=[ \\t]*$`, 'm')
  if (empty.test(text)) return text.replace(empty, () => line)
  return `${text}${/[^\n]$/.test(text) ? '\n' : ''}${line}\n`
}

/** As Next's loader reads it back: it expands `$`, and takes ` #` for a comment. */
function quote(value: string): string {
  const escaped = value.replaceAll('$', '\\$')
  return /[\s#'"`]/.test(value) ? `'${escaped}'` : escaped
}

function describe(path: string, added: readonly string[], others: readonly string[]): string {
  const sentences = [
    added.length > 0 ? `${path}: added ${added.join(', ')}.` : `${path} has every variable.`,
    ...(others.length > 0 ? [`Left as they are, with other values: ${others.join(', ')}.`] : []),
  ]
  return sentences.join(' ')
}
