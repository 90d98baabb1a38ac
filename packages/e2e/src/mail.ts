import type { Person } from './driver.ts'
import { fetchAlone } from './fetch.ts'
import type { AppStage } from './stage.ts'

interface Mail {
  link: { url: string } | null
  code: string | null
}

/** A user who is sent something. */
export type Addressee = Pick<Person, 'email'>

/** The last mail that a user was sent. */
export async function newestMail({ email }: Addressee, { emulatorUrl }: AppStage): Promise<Mail> {
  const query = new URLSearchParams({ to: email })
  const response = await fetchAlone(`${emulatorUrl}/_emulate/mail?${query}`)
  const { mails } = (await response.json()) as { mails: Mail[] }
  const mail = mails.at(-1)
  if (!mail) throw new Error(`${email} was sent nothing`)
  return mail
}
