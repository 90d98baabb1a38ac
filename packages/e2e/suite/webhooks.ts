import { fetchAlone } from '../src/fetch.ts'
import type { Webhook } from '../src/webhooks.ts'
import { hook, userId } from './services.ts'
import { expect, stage } from './test.ts'

/** What is said of a user, also where the body is a token. */
const says = ({ body }: Webhook) =>
  body + Buffer.from(body.split('.')[1] ?? '', 'base64url').toString()

/** What the provider has sent about a user, once it is that many. */
async function webhooksAbout(id: string, amount: number): Promise<Webhook[]> {
  const find = async () => {
    const all = (await (await fetchAlone(stage.webhooksUrl)).json()) as Webhook[]
    return all.filter((webhook) => says(webhook).includes(id))
  }
  await expect.poll(async () => (await find()).length).toBeGreaterThanOrEqual(amount)
  return find()
}

/** Deletes a user at the provider, and gives what it sent when they were made and deleted. */
export async function deleteAtProvider(email: string) {
  const id = await userId(email)
  await webhooksAbout(id, 1)
  await hook('POST', 'users/delete', { email })
  const all = await webhooksAbout(id, 2)
  const deleted = all.find((webhook) => /"user\.deleted"|"DELETE"/.test(says(webhook)))
  const created = all.find((webhook) => /"user\.created"|"CREATE"/.test(says(webhook)))
  if (!deleted || !created) throw new Error('The provider sent other events')
  return { id, created, deleted }
}

/** Delivers a webhook to the app, and gives the status of its answer. */
export async function deliver({ headers, body }: Webhook, url = stage.appUrl): Promise<number> {
  const answer = await fetchAlone(`${url}/api/webhooks/users`, { method: 'POST', headers, body })
  await answer.body?.cancel()
  return answer.status
}
