/** A pattern that matches one of these texts, each as it is written. */
export function anyOf(texts: readonly string[]): string {
  return [...new Set(texts)].map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')
}
