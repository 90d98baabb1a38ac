/** The words of a text; for a list of names that would take a line each. */
export function words(text: string): string[] {
  return text.split(/\s+/).filter(Boolean)
}
