import { newPerson } from '../src/providers/person.ts'
import { addTodo } from '../suite/todo-list.ts'
import { expect, test } from '../suite/watched.ts'
import { type App, apps, expectStillIn, signUp } from './apps.ts'

test('one e-mail address is another user in each, who sees the rows of none of the others', async ({
  page,
}) => {
  const person = newPerson()
  const title = ({ provider }: App) => `${person.email} in ${provider}`
  for (const app of apps) {
    await signUp(page, app, person)
    await addTodo(page, title(app))
  }

  for (const app of apps) {
    await expectStillIn(page, app)
    await expect(page.getByRole('listitem')).toContainText([title(app)])
  }
  const rows = await rowsOf(person.email)
  for (const app of apps) {
    const ids = rows.filter((row) => row.title === title(app)).map(({ user_id }) => user_id)
    expect(ids).toEqual([expect.stringMatching(app.pages.userId)])
  }
  expect(new Set(rows.map(({ user_id }) => user_id)).size).toBe(apps.length)
})

/** The rows of every app whose titles begin with this, past row-level security. */
async function rowsOf(begin: string): Promise<{ title: string; user_id: string }[]> {
  const [{ gatewayUrl, env }] = apps as [App]
  const query = new URLSearchParams({ title: `like.${begin}*`, select: 'title,user_id' })
  const answer = await fetch(`${gatewayUrl}/api/database/records/todos?${query}`, {
    headers: { 'x-api-key': env.INSFORGE_API_KEY ?? '' },
  })
  expect(answer.status).toBe(200)
  return (await answer.json()) as { title: string; user_id: string }[]
}
