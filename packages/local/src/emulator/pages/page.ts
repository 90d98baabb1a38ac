import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import { html, raw } from 'hono/html'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { style, type Theme } from './theme.ts'

/** A piece of HTML whose values are escaped, from Hono's `html`. */
export type Html = ReturnType<typeof html>

/** Answers a request with a page. */
export type SendPage = (
  c: Context,
  page: { title: string; content: Html; status?: ContentfulStatusCode; wide?: boolean },
) => Promise<Response>

/**
 * How one provider's pages are sent: whole, without a script, and loading nothing.
 *
 * `formTargets` are origins besides the emulator's own that a form may end at: browsers apply
 * `form-action` to every redirect that follows, so the app's origin has to be among them.
 */
export function createSendPage(theme: Theme, formTargets: readonly string[]): SendPage {
  const css = style(theme)
  const policy = [
    `default-src 'none'`,
    `style-src 'sha256-${createHash('sha256').update(css).digest('base64')}'`,
    'img-src data:',
    `form-action ${["'self'", ...formTargets].join(' ')}`,
    `base-uri 'none'`,
    `frame-ancestors 'none'`,
  ].join('; ')

  return async (c, { title, content, status = 200, wide = false }) => {
    c.header('Content-Security-Policy', policy)
    c.header('Cache-Control', 'no-store')
    c.header('Referrer-Policy', 'same-origin')
    c.header('X-Content-Type-Options', 'nosniff')
    return c.html(
      html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · ${theme.service} (local)</title>
<link rel="icon" href="data:,">
<style>${raw(css)}</style>
</head>
<body>
<main${raw(wide ? ' class="wide"' : '')}>
<h1>${title}</h1>
${content}
</main>
<footer>Local emulator of ${theme.service}. Nothing you type leaves this machine.</footer>
</body>
</html>`,
      status,
    )
  }
}

/** A page on which the user is done: a sentence, and a link back to the app. */
export function lastMessage(sentence: string, appUrl: string): Html {
  return html`<p>${sentence}</p>
<a class="alone" href="${appUrl}">Back to the app</a>`
}

/** An error in one sentence, and a link back to the app. */
export function errorMessage(sentence: string, appUrl: string): Html {
  return html`<p role="alert">${sentence}</p>
<a class="alone" href="${appUrl}">Back to the app</a>`
}

/** The emulator's front page: what it is, its users, and its hooks. */
export function indexPage(page: {
  readonly purpose: string
  readonly emails: readonly string[]
  /** Where emails are, if it sends any. */
  readonly mailbox?: string
  readonly hooks: readonly string[]
}): Html {
  return html`<p>${page.purpose}</p>
${page.mailbox && html`<a class="alone" href="${page.mailbox}">Mailbox</a>`}
<h2>Users</h2>
${
  page.emails.length === 0
    ? html`<p>No users yet.</p>`
    : html`<ul>${page.emails.map((email) => html`<li>${email}</li>`)}</ul>`
}
<h2>Hooks for tests</h2>
<ul>${page.hooks.map((hook) => html`<li><code>${hook}</code></li>`)}</ul>`
}
