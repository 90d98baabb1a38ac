import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, test } from 'vitest'

const script = fileURLToPath(
  new URL('../../../shared/starter/doctor/renumber.mjs', import.meta.url),
)
const folders: string[] = []

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

/** Runs it over files, each of which holds its name, and gives what they are called then. */
function renumber(files: readonly string[], stdin: string) {
  const folder = mkdtempSync(join(tmpdir(), 'renumber-'))
  folders.push(folder)
  mkdirSync(join(folder, 'migrations'))
  for (const file of files) writeFileSync(join(folder, 'migrations', file), file)
  const { status, stdout, stderr } = spawnSync(process.execPath, [script], {
    ...{ cwd: folder, input: stdin, encoding: 'utf8' },
  })
  const names = readdirSync(join(folder, 'migrations'))
  const byContent = new Map(
    names.map((name) => [readFileSync(join(folder, 'migrations', name), 'utf8'), name]),
  )
  return { status, stdout, stderr, names: files.map((file) => byContent.get(file) ?? '') }
}

const applied = (...versions: string[]) =>
  JSON.stringify({ migrations: versions.map((version) => ({ version, name: 'x' })) })

const versionOf = (name: string) => BigInt(name.split('_')[0] ?? '')

describe('renumbering migrations', () => {
  test.each([
    ['none is applied', []],
    ['all are applied', ['1', '20', '300']],
    ['those that are applied are older', ['1', '5']],
    ['versions have zeros in front', ['001', '00020']],
  ])('changes nothing if %s', (_, versions) => {
    const files = ['1_a.sql', '020_b.sql', '300_c.sql', 'notes.txt']
    const { names, status, stdout } = renumber(files, applied(...versions))
    expect({ names, status, stdout }).toEqual({
      ...{ names: files, status: 0, stdout: 'Nothing to renumber.\n' },
    })
  })

  test('makes what is not applied newer than what is, in its order', () => {
    const files = ['1_a.sql', '9_b.sql', '20_c.sql', '300_d.sql']
    const { names, stdout } = renumber(files, applied('1', '100'))
    expect(names[0]).toBe('1_a.sql')
    const versions = names.map(versionOf)
    expect(versions.toSorted((one, other) => (one < other ? -1 : 1))).toEqual(versions)
    expect(versions[1]).toBeGreaterThan(100n)
    expect(new Set(versions).size).toBe(4)
    // Times, as InsForge's CLI numbers them.
    expect(names.slice(1).map((name) => name.replace(/^2\d{13}/, 'TIME'))).toEqual([
      ...['TIME_b.sql', 'TIME_c.sql', 'TIME_d.sql'],
    ])
    expect(stdout).toContain(`9_b.sql → ${names[1]}`)
  })

  test('goes on from a version that is later than now, and leaves those that are newer still', () => {
    const files = ['1_a.sql', '2_b.sql', '99991231235958_c.sql', '99991231235999_d.sql']
    const { names } = renumber(files, applied('99991231235957'))
    expect(names).toEqual([
      '99991231235958_a.sql',
      '99991231235959_b.sql',
      '99991231235960_c.sql',
      '99991231235999_d.sql',
    ])
  })

  test('overwrites no file, though names repeat', () => {
    const files = ['1_a.sql', '99991231235958_a.sql', '99991231235959_a.sql']
    const { names } = renumber(files, applied('99991231235957'))
    expect(names).toEqual(['99991231235958_a.sql', '99991231235959_a.sql', '99991231235960_a.sql'])
  })

  test.each(['', 'Error: No project linked.', '{"error":"AUTH_INVALID_API_KEY"}'])(
    'changes nothing if it gets no list: %s',
    (input) => {
      const { names, status, stderr } = renumber(['1_a.sql'], input)
      expect({ names, status }).toEqual({ names: ['1_a.sql'], status: 1 })
      expect(stderr).toContain(`not a list of applied migrations: ${input || 'nothing'}`)
    },
  )
})
