/** oidc-provider warns at import that it does not support Node 20. Its tests here pass on Node 20, so
 * that one line is left out. */
const { warn } = console
console.warn = (...parts: unknown[]) => {
  if (!String(parts[0]).includes('Unsupported runtime')) warn(...parts)
}
export const { errors, interactionPolicy, Provider } = await import('oidc-provider').finally(() => {
  console.warn = warn
})
