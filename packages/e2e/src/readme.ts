/** A block of code of a README. */
export interface Block {
  readonly language: string
  /** What is named after the language: the file that it is. */
  readonly name: string | undefined
  readonly text: string
}

/** What a text has below a heading, such as `## Test`, up to the next one of its level or above. */
export function sectionOf(text: string, heading: string): string {
  const level = heading.indexOf(' ')
  const end = new RegExp(`^#{1,${level}} `, 'm')
  const [, section] = `\n${text}`.split(`\n${heading}\n`)
  if (section === undefined) throw new Error(`The README has no section “${heading}”`)
  return section.split(end)[0] ?? ''
}

/** The blocks of code of a text, in their order; those of a list without its indentation. */
export function blocksOf(text: string): readonly Block[] {
  const blocks = text.matchAll(/^( *)```(\w+)(?: (\S+))?\n(.*?)^\1```$/gms)
  return Array.from(blocks, ([, indentation = '', language = '', name, lines = '']) => {
    return { language, name, text: lines.replaceAll(new RegExp(`^${indentation}`, 'gm'), '') }
  })
}
