import 'server-only'

/** An app without a provider takes whatever it gets. */
export async function readDeletedUser(request: Request): Promise<string | undefined> {
  return request.text()
}
