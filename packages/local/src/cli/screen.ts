import { relative } from 'node:path'
import type { Local } from '../local.ts'
import type { Provider } from '../providers/provider.ts'

/** What the screen tells. */
export interface ScreenOptions {
  readonly local: Local
  readonly provider: Provider | undefined
  readonly stateDir: string
  /** Undefined when no app was started. */
  readonly appUrl: string | undefined
  /** The command that started all this, without options. */
  readonly command: string
}

/** Where everything is, how to get in and how to stop, for one look. */
export function screen({ local, provider, stateDir, appUrl, command }: ScreenOptions): string {
  const places = [
    ['App', appUrl],
    ['Sign-in', local.emulatorUrl && `${local.emulatorUrl}  (stands in for ${provider?.title})`],
    ['Mailbox', provider?.mailbox && `${local.emulatorUrl}${provider.mailbox}`],
    ['InsForge', `${local.gatewayUrl}  (stands in for InsForge)`],
    ['Postgres', local.env.DATABASE_URL],
    ['State', `${relative(process.cwd(), stateDir) || '.'}  (logs in logs/)`],
  ].flatMap(([name = '', place]) => (place ? [`  ${name.padEnd(10)}${place}`] : []))
  const notes = [
    ...(provider ? [provider.hint] : []),
    'Ctrl-C stops everything; rows and users stay.',
    `Start over with: ${command} --fresh`,
  ].map((note) => `  ${note}`)
  return ['', `  ${provider?.title ?? 'InsForge'} is ready`, '', ...places, '', ...notes, ''].join(
    '\n',
  )
}
