interface Cookie {
  readonly name: string
  readonly value: string
  readonly path: string
}

/** As much of a browser as signing in takes: it keeps cookies and follows redirects. */
export interface Browser {
  /** Goes there, and on until a page is shown or a redirect leaves the emulator; that answer. */
  go(address: string): Promise<Response>
  /** Sends the form of the page that `go` or `submit` ended on, with these fields typed in. */
  submit(typed: Readonly<Record<string, string>>): Promise<Response>
  /** Goes where the link with that text leads. */
  follow(text: string): Promise<Response>
  /** The page that it is on, or was on before a redirect left the emulator. */
  readonly page: string
  /** Every cookie that it has, as a header for that address would carry them. */
  cookies(address: string): string
}

/** A browser of its own, for the emulator at that URL. */
export function openBrowser({ url: home }: { readonly url: string }): Browser {
  let jar: Cookie[] = []
  let page = ''
  let action = ''
  let hidden: [string, string][] = []

  function cookies(address: string): string {
    const { pathname } = new URL(address, home)
    return jar
      .filter(({ path }) => pathname.startsWith(path))
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ')
  }

  function keep(response: Response): void {
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(/; */)
      const [name = '', value = ''] = pair.split(/=(.*)/s)
      const path = attributes.find((part) => /^path=/i.test(part))?.slice(5) ?? '/'
      jar = jar.filter((cookie) => cookie.name !== name || cookie.path !== path)
      const isGone = attributes.some((part) => /^(max-age=0|expires=Thu, 01 Jan 1970)/i.test(part))
      if (!isGone && value !== '') jar.push({ name, value, path })
    }
  }

  async function visit(address: string, init: RequestInit = {}): Promise<Response> {
    const url = new URL(address, home)
    const headers = { cookie: cookies(url.href), connection: 'close' }
    const response = await fetch(url, { ...init, headers, redirect: 'manual' })
    keep(response)
    const location = response.headers.get('location')
    if (location && new URL(location, url).origin === home) {
      return visit(new URL(location, url).href)
    }
    if (location) return response
    page = await response.clone().text()
    action = unescaped(/<form method="post" action="([^"]*)"/.exec(page)?.[1])
    const fields = page.matchAll(/type="hidden" name="([^"]*)" value="([^"]*)"/g)
    hidden = [...fields].map(([, name = '', value]) => [name, unescaped(value)])
    return response
  }

  return {
    go: visit,
    submit(typed) {
      const body = new URLSearchParams([...hidden, ...Object.entries(typed)])
      return visit(action, { method: 'POST', body })
    },
    follow(text) {
      const [, address] = new RegExp(`href="([^"]*)"[^>]*>${text}`).exec(page) ?? []
      return visit(unescaped(address))
    },
    get page() {
      return page
    },
    cookies,
  }
}

const unescaped = (text = '') => text.replaceAll('&amp;', '&')
