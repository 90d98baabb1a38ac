/** The text broken at spaces so that it fits 80 columns, or so many; addresses and indented lines stay whole. */
export function wrap(text: string, columns = 80): string {
  const lines = text.split('\n').flatMap((line) => {
    if (line.startsWith(' ')) return line
    const broken = ['']
    for (const word of line.split(' ')) {
      const last = broken.at(-1) ?? ''
      if (last === '') broken.push(`${broken.pop()}${word}`)
      else if (last.length + 1 + word.length > columns) broken.push(word)
      else broken.push(`${broken.pop()} ${word}`)
    }
    return broken
  })
  return lines.join('\n')
}

/** What takes time, as it happens: one line that is replaced on a terminal, plain lines elsewhere. */
export interface Progress {
  show(line: string): void
  /** Takes the line away. */
  clear(): void
}

export function createProgress(output: NodeJS.WriteStream): Progress {
  const erase = '\r\u001B[2K'
  return {
    show: (line) => void output.write(output.isTTY ? `${erase}${line} …` : `${line}\n`),
    clear: () => void (output.isTTY && output.write(erase)),
  }
}
