/** The JWT template whose tokens are signed with InsForge's secret. `npm run doctor`, which cannot
 * import Clerk's SDK, reads it, too. */
export const TEMPLATE = 'insforge'
