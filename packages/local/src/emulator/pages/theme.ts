/** What makes one provider's pages its own. Colors are `#rrggbb`. */
export interface Theme {
  /** The service's name, for example `WorkOS AuthKit`. */
  readonly service: string
  /** Behind white text, in both schemes. */
  readonly accent: string
  /** Links on the light and on the dark page. */
  readonly linkLight: string
  readonly linkDark: string
}

/** The colors that all providers' pages share, by scheme. */
export const palette = {
  light: { page: '#f6f6f9', card: '#ffffff', text: '#1b1b23', quiet: '#5b5b68', line: '#8a8a97' },
  dark: { page: '#131318', card: '#1d1d25', text: '#ececf1', quiet: '#a9a9b6', line: '#7b7b89' },
} as const

/** The colors of an error, by scheme. */
export const alarm = {
  light: { text: '#9b1c1c', surface: '#fdf1f1' },
  dark: { text: '#ffb4b4', surface: '#3a1d20' },
} as const

function variables(scheme: 'light' | 'dark', link: string): string {
  const { page, card, text, quiet, line } = palette[scheme]
  const { text: alarmText, surface } = alarm[scheme]
  return (
    `--page:${page};--card:${card};--text:${text};--quiet:${quiet};--line:${line};` +
    `--alarm:${alarmText};--alarm-surface:${surface};--link:${link}`
  )
}

/** The style sheet of every page, in the provider's colors. */
export function style(theme: Theme): string {
  return `
:root { color-scheme: light dark; --accent: ${theme.accent}; ${variables('light', theme.linkLight)} }
@media (prefers-color-scheme: dark) { :root { ${variables('dark', theme.linkDark)} } }
* { box-sizing: border-box }
body { margin: 0; min-height: 100vh; display: flex; flex-direction: column; align-items: center;
  gap: 1rem; padding: clamp(1rem, 8vh, 5rem) 1rem 1rem; background: var(--page);
  color: var(--text); font: 1rem/1.5 system-ui, sans-serif }
main { width: 100%; max-width: 24rem; padding: clamp(1.25rem, 5vw, 2rem); background: var(--card);
  border-radius: .75rem; box-shadow: 0 1px 3px #0003 }
main.wide { max-width: 40rem }
h1 { margin: 0 0 1rem; font-size: 1.5rem; line-height: 1.25 }
h2 { margin: 1.5rem 0 .5rem; font-size: 1.125rem }
p, ul { margin: 0 0 1rem }
form { display: grid; gap: 1rem }
label { display: block; font-weight: 600; margin-bottom: .25rem }
input, button { width: 100%; min-height: 2.75rem; padding: .5rem .75rem; border-radius: .5rem;
  font: inherit }
input { border: 1px solid var(--line); background: var(--card); color: inherit }
input[aria-invalid] { border-color: var(--alarm) }
button, a.button { border: 0; background: var(--accent); color: #fff; font-weight: 600; cursor: pointer }
a { color: var(--link) }
a.button { display: flex; align-items: center; justify-content: center; min-height: 2.75rem;
  padding: .5rem .75rem; border-radius: .5rem; text-decoration: none }
a.button.other { margin-top: 1rem; border: 1px solid var(--line); background: none; color: inherit }
.check { display: flex; align-items: center; gap: .5rem; min-height: 2.75rem; margin: 0; font-weight: 400 }
.check input { width: 1.25rem; min-height: 1.25rem; flex: none }
a.alone { display: inline-flex; align-items: center; min-height: 2.75rem }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px }
small, footer, .switch { color: var(--quiet); font-size: .875rem }
.switch { display: flex; align-items: center; justify-content: center; gap: .5ch; margin: .5rem 0 0 }
footer { max-width: 24rem; text-align: center }
ul { padding-left: 1.25rem }
li { overflow-wrap: anywhere }
code { font-size: .875rem }
.code { font: 700 2rem/1.25 ui-monospace, monospace; letter-spacing: .15em }
.mails { padding: 0; list-style: none }
.mails small { display: block; padding-bottom: .5rem }
[role=alert] { margin: 0 0 1rem; padding: .75rem 1rem; border-left: 4px solid var(--alarm);
  background: var(--alarm-surface); color: var(--alarm); overflow-wrap: anywhere }
`
}
