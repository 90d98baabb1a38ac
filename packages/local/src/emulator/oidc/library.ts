import { supplyOlderNode } from './older-node/supply.ts'

supplyOlderNode()

/**
 * oidc-provider warns at import that it does not support Node 20. It works there, as the tests on
 * it show, and whoever runs the stand-ins can do nothing about it: that one line is left out.
 */
const { warn } = console
console.warn = (...parts: unknown[]) => {
  if (!String(parts[0]).includes('Unsupported runtime')) warn(...parts)
}
export const { errors, interactionPolicy, Provider } = await import('oidc-provider').finally(() => {
  console.warn = warn
})
