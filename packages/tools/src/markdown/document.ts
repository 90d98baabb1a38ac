import GithubSlugger from 'github-slugger'
import { lexer, type Token, walkTokens } from 'marked'

/** What the checks want to know about a Markdown file. */
export interface Document {
  readonly headings: readonly { readonly depth: number; readonly text: string }[]
  /** What a `#…` in a link may name. */
  readonly anchors: ReadonlySet<string>
  /** The targets of links and images, as they are written. */
  readonly links: readonly string[]
}

/** Reads a Markdown file as GitHub does. */
export function readDocument(text: string): Document {
  const slugger = new GithubSlugger()
  const headings: { depth: number; text: string }[] = []
  const anchors = new Set<string>()
  const links: string[] = []
  walkTokens(lexer(text), (token: Token) => {
    if (token.type === 'heading') {
      headings.push({ depth: token.depth, text: token.text })
      anchors.add(slugger.slug(token.text.replaceAll('`', '')))
    }
    if (token.type === 'link' || token.type === 'image') links.push(token.href)
    if (token.type === 'html') links.push(...linksInHtml(token.raw))
  })
  return { headings, anchors, links }
}

function linksInHtml(html: string): string[] {
  return [...html.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, target = '']) => target)
}
