/** ` Did you mean x?` for the word that comes closest; empty when none is close. */
export function suggest(typed: string, words: readonly string[]): string {
  const [best] = words
    .map((word) => ({ word, distance: distanceOf(typed.toLowerCase(), word) }))
    .filter(({ distance }) => distance <= 2)
    .sort((a, b) => a.distance - b.distance)
  return best ? ` Did you mean ${best.word}?` : ''
}

/** How many characters to insert, delete or replace (Levenshtein). */
function distanceOf(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (const [i, char] of [...a].entries()) {
    const next = [i + 1]
    for (const [j, other] of [...b].entries()) {
      const [left = 0, above = 0, before = 0] = [next[j], row[j + 1], row[j]]
      next.push(Math.min(left + 1, above + 1, before + (char === other ? 0 : 1)))
    }
    row = next
  }
  return row.at(-1) ?? 0
}
