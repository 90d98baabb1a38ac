import { InsForgeError } from '../insforge-error.ts'

/** Refuses names that no table or function has, in InsForge's words. */
export function assertIdentifier(name: string, kind: 'table' | 'function'): void {
  if (name.trim() === '') {
    throw new InsForgeError(
      400,
      'DATABASE_VALIDATION_ERROR',
      `Invalid ${kind} name: cannot be empty`,
      `Please provide a valid ${kind} name`,
    )
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  if (/["\x00-\x1F\x7F]/.test(name)) {
    throw new InsForgeError(
      400,
      'DATABASE_VALIDATION_ERROR',
      `Invalid ${kind} name: cannot contain quotes or control characters`,
      `The ${kind} name cannot contain double quotes or control characters (tabs, newlines, etc.)`,
    )
  }
}
