import { NextResponse } from 'next/server'
import type { EnvProblem } from '@/lib/env'
import { logCause } from '@/lib/log'

/**
 * What every address answers while a variable is missing or unusable. It is made
 * here and not by a page, so that nothing runs without its variables. In production visitors are told
 * only that the app isn't ready; the log names the variables, once.
 */
export function setupPage(problems: EnvProblem[], nonce: string): NextResponse {
  if (!isLogged) for (const { name, problem } of problems) logCause(`${name} ${problem}.`, {})
  isLogged = true
  const content = process.env.NODE_ENV === 'production' ? notReady : variablesToSet(problems)
  return new NextResponse(page(content, nonce), {
    status: 503,
    headers: { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' },
  })
}

let isLogged = false

const notReady = `<h1>This app isn’t ready yet</h1>
<p>Its setup is incomplete. If it’s yours, check the server log.</p>`

const variablesToSet = (problems: EnvProblem[]) => `<h1>Almost there</h1>
<p>Set these variables in <code>.env.local</code> (see <code>.env.example</code>), then restart:</p>
<dl>${problems.map(({ name, problem, where }) => `<dt>${name} ${problem}</dt><dd>${where}</dd>`).join('')}</dl>`

const page = (content: string, nonce: string) => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Setup</title>
<style nonce="${nonce}">
:root { color-scheme: light dark; font: 1rem/1.6 system-ui, sans-serif }
main { max-width: 40rem; margin: 0 auto; padding: 3rem 1rem; overflow-wrap: anywhere }
dt { margin-top: 1rem; font-weight: 600 } dd { margin: 0 }
</style>
<main>${content}</main>
`
