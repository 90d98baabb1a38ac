import 'server-only'
import { redirect } from 'next/navigation'

/**
 * For the pages with Clerk's forms. Drops a return URL that isn't a URL, on which Clerk's form fails
 * before it is shown. One that leads to another site Clerk's form ignores itself.
 */
export async function checkReturnTo(
  page: string,
  searchParams: Promise<Record<string, string | string[] | undefined>>,
): Promise<void> {
  const urls = [(await searchParams).redirect_url ?? []].flat()
  if (!urls.every((url) => URL.canParse(url, 'http://app.invalid'))) redirect(page)
}
