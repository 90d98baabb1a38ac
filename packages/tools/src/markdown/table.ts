/** `text` with `content` between its marker comments `<!-- begin -->` and `<!-- end -->`. Throws without them. */
export function replaceBetween(text: string, begin: string, end: string, content: string): string {
  const [opening, closing] = [`<!-- ${begin} -->`, `<!-- ${end} -->`]
  const from = text.indexOf(opening)
  const to = text.indexOf(closing)
  if (from < 0 || to < from) throw new Error(`The text has no ${opening} … ${closing}`)
  return `${text.slice(0, from + opening.length)}\n${content}\n${text.slice(to)}`
}

/** A Markdown table; the first row is its head. */
export function formatTable([head = [], ...rows]: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.map(toCell).join(' | ')} |`)
    .join('\n')
}

function toCell(cell: string): string {
  return cell.replaceAll('|', '\\|')
}
