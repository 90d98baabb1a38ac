/** Milliseconds. `docker stop` kills ten seconds after its SIGTERM. */
const PATIENCE = 9_000

/**
 * Bounds how long the server takes to end after SIGTERM. Next takes no new requests then and answers
 * the others, however long they take: a body that never comes would hold it for minutes.
 */
export function boundStop(): void {
  process.once('SIGTERM', () => setTimeout(() => process.exit(143), PATIENCE).unref())
}
