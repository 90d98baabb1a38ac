/** In development, a panel that shows who InsForge takes the user for. */
export function Identity() {
  return null
}
