import 'server-only'
import { redirect } from 'next/navigation'

/**
 * Leaves out a way back that is no address, which would stop Clerk's form before it is shown. That
 * one leads to another site, Clerk's form sees itself.
 */
export async function checkReturnTo(
  page: string,
  searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>,
): Promise<void> {
  const asked = [(await searchParams).redirect_url ?? []].flat()
  if (!asked.every((url) => URL.canParse(url, 'http://app.invalid'))) redirect(page)
}
