/** The JWT template whose tokens are signed with InsForge's secret. */
export const TEMPLATE = 'insforge'
