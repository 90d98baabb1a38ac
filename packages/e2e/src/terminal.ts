import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { run } from '@insforge-auth-starters/local/runtime'
import { plainEnvironment } from './environment.ts'

const cli = fileURLToPath(new URL('insforge-cli.cjs', import.meta.url))

/**
 * Opens a terminal in a copied-out example, as its owner has it, with an emulator in place of
 * InsForge's CLI. Command lines that are typed into it give what they print.
 *
 * @param env More variables than a new terminal has.
 */
export function openTerminal(app: string, env: NodeJS.ProcessEnv = {}) {
  const bin = `${app}-bin`
  mkdirSync(bin)
  const npx = join(bin, 'npx')
  const emulated = `if [ "$1" = "@insforge/cli@0.2.8" ]; then shift; exec "${process.execPath}" "${cli}" "$@"; fi`
  const real = 'exec "$(dirname "$(command -v npm)")/npx" "$@"'
  writeFileSync(npx, `#!/bin/sh\n${emulated}\n${real}\n`)
  chmodSync(npx, 0o755)
  const plain = { ...plainEnvironment(), PATH: `${bin}:${process.env.PATH}` }
  return (commands: string) =>
    run('bash', ['-e', '-c', commands], { cwd: app, env: { ...plain, ...env } })
}
