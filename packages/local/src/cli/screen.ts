import { relative } from 'node:path'
import type { RunningApp, Together } from '../together.ts'
import { wrap } from './terminal.ts'

/** What the screen tells. */
export interface ScreenOptions {
  readonly local: Pick<Together, 'apps' | 'env' | 'gatewayUrl' | 'seedWaits'>
  readonly stateDir: string
  /** Whether the apps are served, and not only what they need. */
  readonly serves: boolean
  /** The command that started all this, without options. */
  readonly command: string
}

/** Where everything is, how to get in and how to stop, for one look. */
export function screen({ local, stateDir, serves, command }: ScreenOptions): string {
  const { apps } = local
  const state = relative(process.cwd(), stateDir) || '.'
  const places = [
    ...(apps.length > 1 ? tableOf(apps) : apps.flatMap((app) => placesOf(app, serves))),
    row('InsForge', `${local.gatewayUrl}  (emulates InsForge)`),
    // The password is 64 digits long, and would be in every screenshot.
    row('Postgres', (local.env.DATABASE_URL ?? '').replace(/:[^:@/]+@/, '@')),
    row('', `password: postgresPassword in ${state}/secrets.json`),
    row('State', `${state}  (logs in logs/)`),
  ]
  const notes = [
    ...hintsOf(apps),
    ...(apps.length > 1 ? togetherNotes : []),
    ...(local.seedWaits ? ['There are users already: the seed waits for a reset or --fresh.'] : []),
    'Ctrl-C stops everything; rows and users stay.',
    `Start over with: ${command} --fresh`,
  ]
  const wrapped = notes.flatMap((note) => wrap(note, 78).split('\n'))
  const indented = [headline(apps), '', ...places, '', ...wrapped].map((line) =>
    `  ${line}`.trimEnd(),
  )
  return ['', ...indented, ''].join('\n')
}

const togetherNotes = [
  'Each page is compiled when it is first opened; that takes some seconds.',
  'Sign up in two of them with one e-mail address: they are two users, and neither sees the other’s rows.',
]

const row = (name: string, place: string) => `${name.padEnd(10)}${place}`

function headline(apps: readonly RunningApp[]): string {
  if (apps.length > 1) return `${apps.length} starters are ready, over one InsForge`
  return `${apps[0]?.provider.title ?? 'InsForge'} is ready`
}

function placesOf(app: RunningApp, serves: boolean): string[] {
  const { provider, appUrl, emulatorUrl, webhookUrl } = app
  return [
    ...(serves ? [row('App', appUrl)] : []),
    row('Sign-in', `${emulatorUrl}  (emulates ${provider.title})`),
    ...(provider.mailbox ? [row('Mailbox', `${emulatorUrl}${provider.mailbox}`)] : []),
    ...(webhookUrl ? [row('Webhooks', webhookUrl)] : []),
  ]
}

function tableOf(apps: readonly RunningApp[]): string[] {
  const line = (name: string, app: string, sign: string) => row(name, app.padEnd(24) + sign)
  const lines = apps.flatMap(({ provider, appUrl, emulatorUrl }) => [
    line(provider.title, appUrl, emulatorUrl),
    ...(provider.mailbox ? [line('', 'Mailbox:', `${emulatorUrl}${provider.mailbox}`)] : []),
  ])
  return [line('', 'App', 'Emulates the provider'), ...lines, '']
}

/** How to get in; those that say the same are named together. */
function hintsOf(apps: readonly RunningApp[]): string[] {
  if (apps.length <= 1) return apps.map(({ provider }) => provider.hint)
  return [...new Set(apps.map(({ provider }) => provider.hint))].map((hint) => {
    const those = apps.filter(({ provider }) => provider.hint === hint)
    return `${those.map(({ provider }) => provider.title).join(', ')}: ${hint}`
  })
}
