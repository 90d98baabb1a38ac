import { html } from 'hono/html'
import type { Html } from './page.ts'

/** An error in one sentence, and a way back to where the visitor came from. */
export function errorMessage(sentence: string, appUrl: string): Html {
  return html`<p role="alert">${sentence}</p>
<a class="alone" href="${appUrl}">Back to the app</a>`
}
