import type { Page, Request } from '@playwright/test'
import { stage } from '../../suite/test.ts'

/** Where the browser has its rows. */
export const records = `${stage.env.NEXT_PUBLIC_INSFORGE_URL}/api/database/records/todos`

/** Whether a page asks InsForge for rows, or changes them. */
export const isForRows = (request: Request) =>
  request.url().startsWith(records) && request.method() !== 'OPTIONS'

/** The token with which the user of this page asks InsForge for rows. */
export async function insforgeToken(page: Page): Promise<string> {
  const asked = page.waitForRequest(isForRows)
  await page.reload()
  const { authorization = '' } = await (await asked).allHeaders()
  return authorization.replace('Bearer ', '')
}

/** What InsForge answered, its rows parsed. */
export interface DataAnswer {
  status: number
  body: unknown
}

/** Asks InsForge for rows by hand, as anyone can who has its address, which is in every page. */
export async function askForRows(
  method: string,
  query: string,
  headers: Readonly<Record<string, string>>,
  row?: object,
): Promise<DataAnswer> {
  const answer = await fetch(`${records}${query}`, {
    method,
    headers: { 'content-type': 'application/json', prefer: 'return=representation', ...headers },
    ...(row && { body: JSON.stringify(row) }),
  })
  return { status: answer.status, body: await answer.json() }
}
