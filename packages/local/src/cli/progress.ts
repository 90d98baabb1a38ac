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
