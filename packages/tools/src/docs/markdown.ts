import GithubSlugger from 'github-slugger'
import { lexer, type Token, walkTokens } from 'marked'

/** What the rules want to know about a Markdown file. */
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
    if (token.type === 'html') {
      for (const [, target = ''] of token.raw.matchAll(/(?:src|href)="([^"]*)"/g)) {
        links.push(target)
      }
    }
  })
  return { headings, anchors, links }
}

/** `text` with `content` between the comments `<!-- name: … -->` and `<!-- /name -->`. Throws without them. */
export function replaceBetween(text: string, name: string, content: string): string {
  const pattern = new RegExp(`(<!-- ${name}: .* -->\n)[\\s\\S]*?(<!-- /${name} -->)`)
  if (!pattern.test(text))
    throw new Error(`The text has no <!-- ${name}: … --> … <!-- /${name} -->`)
  return text.replace(pattern, (_, begin: string, end: string) => `${begin}${content}\n${end}`)
}

/** A Markdown table; the first row is its head. */
export function formatTable([head = [], ...rows]: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n')
}
