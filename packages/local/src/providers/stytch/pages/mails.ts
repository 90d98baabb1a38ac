import type { Account } from '../../../emulator/accounts.ts'
import { sendMail } from '../../../emulator/mailbox/mailbox.ts'
import type { Project } from '../state.ts'

/** The path of the link in a mail: Stytch looks at it before it sends the browser on. */
export const redirectPath = '/v1/magic_links/redirect'
export const redirectParameters = ['public_token', 'stytch_token_type', 'token'] as const

/** What the project is called in mails and on its sign-in form. */
export const projectName = 'Todos'

/** Sends a link with that token. */
export function sendLink(
  project: Project,
  { email, lastSignInAt }: Account,
  { token, minutes }: { token: string; minutes: number },
): void {
  const query = new URLSearchParams({
    public_token: project.publicToken,
    stytch_token_type: 'magic_links',
    token,
  })
  const isNew = lastSignInAt === null
  sendMail(project, {
    to: email,
    subject: isNew ? `Create your account for ${projectName}` : `Sign in to ${projectName}`,
    text: `A sign-in with this address was requested. The link works once, within ${minutes} minutes.`,
    link: {
      label: isNew ? 'Create account' : 'Sign in',
      url: `${project.emulatorUrl}${redirectPath}?${query}`,
    },
  })
}

/** Sends that code. */
export function sendCode(
  project: Project,
  { email }: Account,
  { code, minutes }: { code: string; minutes: number },
): void {
  sendMail(project, {
    to: email,
    subject: `Your code for ${projectName}`,
    text: `Type it in where you asked for it. It works once, within ${minutes} minutes.`,
    code,
  })
}
