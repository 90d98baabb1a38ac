import { parseArgs } from 'node:util'
import env from '@next/env'

/** `npm run doctor`: is this app set up right? Ends with 1 if something is wrong. */
const help = `npm run doctor [-- options]

  --write      also test the policies of an InsForge that is not on this machine:
               with rows of two made-up users, which are removed again
  --user ID    act as this user, where the app signs no tokens itself
  --json       print the findings as JSON`

const { values } = parseArgs({
  options: {
    help: { type: 'boolean' },
    json: { type: 'boolean' },
    user: { type: 'string' },
    write: { type: 'boolean' },
  },
})

const marks = { ok: '✓', wrong: '✗', 'not checked': '–' }

async function run() {
  // The variables have to be there before any module of the app reads them.
  env.loadEnvConfig(process.cwd(), true, { info() {}, error: console.error })
  const { check } = await import('./check')
  const { write = false, user, json } = values
  const findings = []
  for await (const finding of check({ write, ...(user !== undefined && { user }) })) {
    findings.push(finding)
    const { name, status, says, next } = finding
    if (json) continue
    console.log(
      `${marks[status]} ${name}: ${status === 'not checked' ? 'not checked. ' : ''}${says}`,
    )
    if (next !== undefined) console.log(`    ${next}`)
  }
  if (json) console.log(JSON.stringify(findings, null, 2))
  if (findings.some(({ status }) => status === 'wrong')) process.exitCode = 1
}

if (values.help) console.log(help)
else await run()
