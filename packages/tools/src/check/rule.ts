/** Something that is true of the repository at every commit. */
export interface Rule {
  readonly name: string
  /** One line for each place where it is not; empty when all is well. */
  check(root: string): string[] | Promise<string[]>
  /** One line for what is not wrong yet, but will have to change. */
  notes?(root: string): string[]
  /** Repairs what can be repaired without a decision. */
  fix?(root: string): void
}

/** Checks each rule, after its fix if `fix` is true. Prints a line per rule and what is wrong; returns
 * how many rules are broken. */
export async function checkRules(
  root: string,
  rules: readonly Rule[],
  fix: boolean,
  print: (line: string) => void = console.log,
): Promise<number> {
  let broken = 0
  for (const rule of rules) {
    if (fix) rule.fix?.(root)
    const faults = await rule.check(root)
    print(`${faults.length === 0 ? '✓' : '✗'} ${rule.name}`)
    for (const fault of faults) print(`    ${fault}`)
    for (const note of rule.notes?.(root) ?? []) print(`    note: ${note}`)
    if (faults.length > 0) broken++
    if (faults.length > 0 && rule.fix && !fix) print('    Fix it with: pnpm check --fix')
  }
  return broken
}
