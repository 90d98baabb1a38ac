import type { Context } from 'hono'
import { minimumPasswordLength } from '../../../emulator/accounts.ts'
import type { Fields } from '../../../emulator/fields.ts'
import { credentialsForm } from '../../../emulator/pages/credentials-form.ts'
import { type Refused, screenTitles } from '../../../emulator/sign-in.ts'
import type { Authkit } from '../state.ts'

/** Where the form is, and where it is sent. */
export const authorizePath = '/user_management/authorize'

/** The hosted page: the form, and a link to the other screen that keeps everything typed but
 * the password. */
export function sendSignInPage(
  authkit: Authkit,
  c: Context,
  { fields, email, refused }: { fields: Fields; email: string; refused?: Refused },
): Promise<Response> {
  const screen = fields.screen_hint === 'sign-up' ? 'sign-up' : 'sign-in'
  const other = new URLSearchParams({
    ...fields,
    screen_hint: screen === 'sign-in' ? 'sign-up' : 'sign-in',
    ...(email && { login_hint: email }),
  })
  return authkit.sendPage(c, {
    title: screenTitles[screen],
    status: refused?.status ?? 200,
    content: credentialsForm({
      screen,
      action: authorizePath,
      hidden: fields,
      email,
      otherScreen: `${authorizePath}?${other}`,
      minimumPasswordLength,
      error: refused,
    }),
  })
}
