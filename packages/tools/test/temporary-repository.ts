import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import { git } from '../src/repository.ts'

/** A folder that is gone when the test is over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tools-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A git repository of nothing but `files`: path → content, or path → value for JSON. */
export function temporaryRepository(files: Readonly<Record<string, unknown>>): string {
  const root = temporaryFolder()
  git(root, 'init', '--quiet')
  for (const [path, content] of Object.entries(files)) write(root, path, content)
  return root
}

/** Writes one file, and the folders above it. */
export function write(root: string, path: string, content: unknown, mode = 0o644): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), typeof content === 'string' ? content : JSON.stringify(content))
  chmodSync(join(root, path), mode)
}
